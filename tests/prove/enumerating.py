"""Sets what a proof says of playthroughs beside those a plain enumeration goes through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from engine.pipeline import build
from engine.program.model import End, Program
from engine.prove.prover import prove
from engine.prove.report import Report
from engine.runtime.session import Session
from tests.prove.plain_enumerator import Playthroughs, playthroughs
from tests.prove.plain_turns import NeverRests, TooLarge
from tests.prove.stories import story_of

PLAIN_SETS = 400
"""Of games that the same choices lead to."""
Told = Callable[[Program, Report, Playthroughs], Iterator[str]]


def enumerated(
    seeds: Iterable[int], folder: Path, told: Told, mutant: Callable[[], AbstractContextManager[None]] = nullcontext
) -> Iterator[tuple[int, list[str]]]:
    """Yield the stories small enough, each with what is wrong in its proof; every other one goes on and has an end."""
    for seed in seeds:
        text, file = story_of(seed, goes_on=seed % 2 == 1), folder / "story.yaml"
        file.write_text(text, encoding="utf-8")
        program = build(file).program
        if program is not None:
            try:
                counted = playthroughs(program, text, PLAIN_SETS)
            except (TooLarge, NeverRests):
                continue
            with mutant():
                report = prove(program)
            yield seed, list(told(program, report, counted))


def wrong_counts(program: Program, report: Report, counted: Playthroughs) -> Iterator[str]:
    """Yield how the number of playthroughs and their turns differ from those gone through."""
    proved = report.playthroughs, report.is_endless, report.shortest, report.longest
    plain = counted.number, counted.number is None, counted.least, counted.most
    if proved != plain:
        yield f"playthroughs, endless, least and most turns: proved {proved}, plainly {plain}"


def missing_witnesses(program: Program, report: Report, counted: Playthroughs) -> Iterator[str]:
    """Yield the endings some game comes to that no witness shows."""
    for ending in report.endings:
        if ending.id not in counted.endings:
            continue
        if ending.witness is None:
            yield f"`{ending.id}` has no witness"
        elif _ending_of(program, ending.witness.seed, ending.witness.choices) != ending.id:
            yield f"the witness of `{ending.id}` does not come to it"


def _ending_of(program: Program, seed: int, choices: Iterable[str]) -> str | None:
    """Play a game; return the ending it is at after its last choice."""
    session = Session(program, seed)
    for choice in choices:
        if session.do({"choose": choice}).notice is not None:
            return None
    at = program.code[session.state.point]
    return at.scene if isinstance(at, End) else None
