"""Proofs of generated stories say what the plain runtime finds by going through every game, and mutants do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from engine.pipeline import build
from tests.prove.comparing import differences
from tests.prove.mutants import MUTANTS
from tests.prove.plain_turns import TooLarge
from tests.prove.stories import story_of

SEEDS = 60
BATCH = 10
SEEDS_FOR_MUTANTS = range(1_000, 1_200)


def compared(
    seeds: Iterable[int], folder: Path, mutant: Callable[[], AbstractContextManager[None]] = nullcontext
) -> Iterator[tuple[int, list[str]]]:
    """The stories that were small enough, each with the differences between its proof and its games."""
    for seed in seeds:
        text, file = story_of(seed), folder / "story.yaml"
        file.write_text(text, encoding="utf-8")
        program = build(file).program
        if program is not None:
            try:
                with mutant():
                    yield seed, differences(program, text)
            except TooLarge:
                continue


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_a_proof_says_what_every_game_shows(first: int, tmp_path: Path) -> None:
    found = dict(compared(range(first, first + BATCH), tmp_path))
    assert len(found) >= BATCH // 2
    assert {seed: told for seed, told in found.items() if told} == {}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_prover_with_a_fault_is_found_out(mutant: str, tmp_path: Path) -> None:
    assert any(told for _, told in compared(SEEDS_FOR_MUTANTS, tmp_path, MUTANTS[mutant]))
