"""What a search shows is told as soon as it is reached, and no search goes on longer than it has to."""

from __future__ import annotations

import pytest

from engine.prove.budget import Budget
from engine.prove.prover import prove, prove_graph
from engine.prove.search.search import explore
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.state_space import StateSpace
from tests.prove.compiled import compiled

COUNTERS = """\
vars: {a: 0..9, b: 0..9, c: 0..9}
prove:
  - never: a == 2 and b == 1
scenes:
  hall:
    hub:
      - One: {set: a += 1}
      - Two: {set: b += 1}
      - Three: {set: c += 1}
      - Leave: {when: a >= 5 and b >= 5 and c >= 5, go: out}
  out:
    ending: Out
"""
STUCK = """\
vars: {key: false}
prove:
  - always: not key
scenes:
  hall:
    choices:
      - Take the key: {set: key = true, go: cell}
      - Leave: out
  cell:
    choices:
      - Open: {when: not key, go: out}
  out:
    ending: Out
"""


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[StateGraph]:
    """The searches made for promises while a test runs."""
    made: list[StateGraph] = []

    def record(space: StateSpace, budget: Budget, *words: object, **options: object) -> StateGraph:
        made.append(explore(space, budget, *words, **options))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr("engine.prove.results.promises.explore", record)
    return made


def findings(text: str) -> list[str]:
    announced: list[str] = []
    prove(compiled(text), Budget(on_finding=announced.append))
    return announced


@pytest.mark.usefixtures("heeding")
def test_a_broken_promise_ends_its_search_at_the_first_state_that_breaks_it(searches: list[StateGraph]) -> None:
    report, graph = prove_graph(compiled(COUNTERS))
    assert graph is not None
    assert [promise.holds for promise in report.properties] == [False]
    assert searches[-1].stop_reason == "enough"
    assert 3 * len(searches[-1].states) < len(graph.states)


def test_a_promise_about_what_every_state_holds_needs_no_search_of_its_own(searches: list[StateGraph]) -> None:
    endless = COUNTERS.replace("go: out", "set: a = 0").replace("  out:\n    ending: Out\n", "")
    assert [promise.holds for promise in prove(compiled(endless)).properties] == [False]
    assert searches == []


def test_endings_dead_ends_and_broken_promises_are_announced_with_the_work_that_shows_them_once() -> None:
    assert findings(STUCK) == [
        "while searching what can happen: the ending `out` is reached after 1 turn",
        "while searching what can happen: a player can stand in `cell` with nothing on offer after 1 turn",
        "while searching what can happen: `always: not key` does not hold after 1 turn",
    ]


def test_nothing_is_announced_of_a_story_in_which_nothing_ends() -> None:
    assert findings("scenes:\n  hall:\n    choices:\n      - Again: hall\n") == []
