"""Chance is followed by what can be told apart: draws nobody tells apart are one, and ways that meet again add up."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.expressions.language.terms import Roll
from engine.prove.analysis.bit_layout import Field, Partition
from engine.prove.budget import Budget
from engine.prove.prover import story_state_space
from engine.prove.search.codegen.inline import count_draws
from engine.prove.witnesses.certificate import disagreement
from tests.prove.compiled import compiled, searched
from tests.torture._blow_up import sum_of_dice, tosses, wide_random

TOLD_APART = """\
vars: {n: 0..400, m: 0..9}
scenes:
  hall:
    choices:
      - Roll: {set: "n = random(0, 299)", go: cellar}
      - Stay: {set: n = 7, go: cellar}
  cellar:
    choices:
      - Low: {when: n < 100, set: n += 150, go: cellar}
      - High: {when: n >= 250, go: z}
      - Set: {set: "m = random(0, 6)", go: attic}
  attic:
    choices:
      - Good: {when: m > 2 and n > 100, go: z}
      - Bad: z
  z: {ending: Z}
"""


def test_a_draw_out_of_millions_of_millions_is_as_many_as_its_reader_can_tell_apart() -> None:
    space = story_state_space(compiled(wide_random(), ""))
    assert sorted(weight for _, weight in space.initial_states) == [
        Fraction(4, 9_000_000_000_001),
        Fraction(8_999_999_999_997, 9_000_000_000_001),
    ]


def test_tosses_nobody_asks_about_are_one_state() -> None:
    _, search = searched(compiled(tosses(), ""))
    assert len(search.space.initial_states) == 1


def test_dice_that_are_added_up_are_as_many_states_as_sums() -> None:
    asked = "".join(f"      - S{each}: {{when: total == {each}, go: z}}\n" for each in range(181))
    lists = sum_of_dice().replace("      - Stay: z\n", "      - Stay: b\n") + "  b:\n    choices:\n"
    rows = asked.splitlines(keepends=True)
    text = lists + "".join(rows[:90]) + "      - On: c\n  c:\n    choices:\n" + "".join(rows[90:]) + "      - Off: z\n"
    space = story_state_space(compiled(text, ""))
    weights = dict(space.initial_states)
    assert len(weights) == 181
    assert sum(weights.values()) == 1
    assert min(weights.values()) == Fraction(1, 10**20)


def test_what_is_grouped_agrees_with_the_plain_runtime() -> None:
    report, search = searched(compiled(TOLD_APART))
    assert disagreement(search, Budget()) is None
    assert report.verdict == "proved"
    assert report.states < 40


@pytest.mark.parametrize("least", [bytes((0, 0, 0, 0, 4, 4, 6, 6, 6, 6)), (0, 4, 6)])
@pytest.mark.parametrize(
    ("roll", "draws"),
    [
        (Roll("n", 0, 10, 0, 9), {0: 4, 4: 2, 6: 4}),
        (Roll("n", 5, 2, 0, 9), {4: 1, 6: 1}),
        (Roll("n", -90, 100, 0, 9), {0: 94, 4: 2, 6: 4}),
        (Roll("n", 8, 1000, 0, 9), {6: 1000}),
    ],
)
def test_draws_are_counted_by_class_and_stop_at_the_ends_of_the_range(
    roll: Roll, draws: dict[int, int], least: Partition
) -> None:
    assert dict(count_draws(roll, Field("n", 0, 4, 0, 9), least)) == draws
