"""Chances over circles: exact, soon, and given up when there is no time."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.prove import prover
from engine.prove.budget import Budget, BudgetSpentError, Caps
from engine.prove.prover import prove
from engine.prove.search.state_graph import StateGraph
from tests.prove.compiled import compiled, searched

ENDINGS = "  good: {ending: Good, text: Air.}\n  bad: {ending: Bad, text: Smoke.}\n"
DICE = f"""\
scenes:
  hall:
    choices:
      - Throw: cellar
      - Wait: hall
  cellar:
    choices:
      - Up again: hall
      - Up by the ladder: hall
      - Out: good
      - On: bad
{ENDINGS}"""


def ring(size: int) -> str:
    """A walk round a ring of rooms, either way, until a door is found in one of two of them."""
    rooms = "".join(
        f"  r{at}:\n    choices:\n      - Left: r{(at - 1) % size}\n      - Right: r{(at + 1) % size}\n"
        + ("      - Out: good\n" if at == size // 2 else "      - Down: bad\n" if at == 1 else "")
        for at in range(size)
    )
    return f"scenes:\n  hall: r0\n{rooms}{ENDINGS}"


def test_two_choices_that_lead_to_one_place_count_twice() -> None:
    report, _ = searched(compiled(DICE))
    assert {found.id: found.probability for found in report.endings} == {"good": Fraction(1, 2), "bad": Fraction(1, 2)}


def test_a_large_circle_is_solved_exactly() -> None:
    report, _ = searched(compiled(ring(250)))
    chances = [found.probability for found in report.endings]
    assert None not in chances
    assert sum(filter(None, chances)) == 1


def test_with_no_time_left_chances_are_not_known_and_all_else_is(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = Budget(Caps(seconds=10))

    def too_long(found: StateGraph) -> None:
        raise BudgetSpentError(budget.record_limit("time"))

    monkeypatch.setattr(prover, "chances_of", too_long)
    report = prove(compiled(ring(8)), budget)
    assert (report.verdict, report.reason, report.unexpanded) == ("partial", "time", 0)
    assert {ending.probability for ending in report.endings} == {None}
    assert report.shortest is not None
