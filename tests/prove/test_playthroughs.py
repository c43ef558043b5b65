"""Playthroughs are counted exactly, and every ending that can be reached has a game that reaches it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.prove.prover import prove
from engine.prove.render.text import render
from tests.prove.compiled import compiled
from tests.prove.enumerating import enumerated, missing_witnesses, wrong_counts
from tests.prove.mutants import COUNTING_MUTANTS, WITNESS_MUTANTS

SEEDS = 60
BATCH = 10
SEEDS_FOR_MUTANTS = range(1_000, 1_100)
TOPICS = """\
scenes:
  hall:
    hub:
      - Ask about the river: {once: true, text: It floods.}
      - Ask about the bridge: {once: true, text: It holds.}
      - Ask about the mill: {once: true, text: It burnt.}
      - Leave: yard
      - Leave by the window: yard
  yard: {ending: Outside, text: Air.}
"""
COME_BACK = """\
vars: {lit: false}
scenes:
  hall:
    hub:
      - Ask about the river: {once: true, text: It floods.}
      - Ask about the bridge: {once: true, text: It holds.}
      - Light the lamp: {once: true, set: lit = true}
      - Leave: {when: not lit, go: yard}
      - Go up: {when: lit, go: loft}
  loft:
    choices: [On: yard]
  yard: {ending: Outside, text: Air.}
"""
DICE = """\
vars: {n: 0..6}
scenes:
  hall:
    choices:
      - Throw: {set: "n = random(1, 6)", go: table}
  table:
    choices:
      - Take it: {when: n > 3, go: yard}
      - Leave it: yard
  yard: {ending: Outside, text: Air.}
"""


def figures(text: str) -> tuple[int | None, int | None, int | None, str]:
    """The number of playthroughs, the turns of the shortest and the longest, and what the author reads of them."""
    report = prove(compiled(text))
    return report.playthroughs, report.shortest, report.longest, render(report, {}, "A test").splitlines()[-1].strip()


def test_choices_that_change_nothing_count_in_every_order() -> None:
    assert figures(TOPICS) == (32, 1, 4, "32 playthroughs, of 1 to 4 turns")


def test_a_choice_met_again_after_others_counts_once_in_a_playthrough() -> None:
    """Unlit, 5 orders of the topics and out; lit, as many with the lamp among them: 1 + 2 * 2 + 2 * 3."""
    number, least, most, _ = figures(COME_BACK)
    assert (number, least, most) == (5 + 1 + 2 * 2 + 6, 1, 5)


def test_games_that_differ_in_their_draws_alone_are_one_playthrough() -> None:
    assert figures(DICE) == (2, 2, 2, "2 playthroughs, of 2 turns")


def test_where_a_player_can_go_round_there_is_no_number_and_no_longest() -> None:
    endless = "endless playthroughs, of at least 1 turn: a player can go round in circles, so none is the longest"
    stay = "scenes:\n  hall:\n    choices:\n      - Stay: hall\n      - Leave: yard\n  yard: {ending: Outside}\n"
    assert figures(stay) == (None, 1, None, endless)


def test_going_round_where_no_ending_can_be_reached_makes_nothing_endless() -> None:
    lost = "  pit:\n    choices:\n      - Climb: pit\n"
    story = (
        f"scenes:\n  hall:\n    choices:\n      - Fall: pit\n      - Leave: yard\n{lost}  yard: {{ending: Outside}}\n"
    )
    assert figures(story) == (1, 1, 1, "1 playthrough, of 1 turn")


def test_a_story_without_an_ending_within_reach_has_no_playthroughs() -> None:
    lost = "scenes:\n  hall:\n    choices:\n      - Stay: hall\n      - Leave: {when: seen(yard), go: yard}\n"
    none = "no playthroughs: none comes to an ending"
    assert figures(f"{lost}  yard: {{ending: Outside}}\n") == (0, None, None, none)


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_the_playthroughs_proved_are_those_gone_through(first: int, tmp_path: Path) -> None:
    found = dict(enumerated(range(first, first + BATCH), tmp_path, wrong_counts))
    assert len(found) >= BATCH // 2
    assert {seed: told for seed, told in found.items() if told} == {}


@pytest.mark.parametrize("first", range(SEEDS, 2 * SEEDS, BATCH))
def test_every_ending_some_game_comes_to_has_a_witness_that_comes_to_it(first: int, tmp_path: Path) -> None:
    found = dict(enumerated(range(first, first + BATCH), tmp_path, missing_witnesses))
    assert len(found) >= BATCH // 2
    assert {seed: told for seed, told in found.items() if told} == {}


@pytest.mark.parametrize("mutant", COUNTING_MUTANTS)
def test_a_prover_that_counts_wrongly_is_found_out(mutant: str, tmp_path: Path) -> None:
    found = enumerated(SEEDS_FOR_MUTANTS, tmp_path, wrong_counts, COUNTING_MUTANTS[mutant])
    assert any(told for _, told in found)


@pytest.mark.parametrize("mutant", WITNESS_MUTANTS)
def test_a_prover_that_misses_games_is_found_out(mutant: str, tmp_path: Path) -> None:
    found = enumerated(SEEDS_FOR_MUTANTS, tmp_path, missing_witnesses, WITNESS_MUTANTS[mutant])
    assert any(told for _, told in found)
