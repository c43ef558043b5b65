"""A proof keeps to its budget wherever it stands, and says what ended it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from types import FrameType
from typing import Any

import pytest

from engine.prove.analysis.control_flow import TooManyPointsError
from engine.prove.budget import Budget, BudgetSpentError, Caps
from engine.prove.prose.unprinted import with_prose
from engine.prove.prover import prove, prove_graph
from engine.prove.render import json, text
from engine.prove.report import Report
from engine.prove.search import search
from tests.prove.compiled import compiled
from tests.torture._blow_up import chain_of_calls, counters, promises, variations

SMALL = """\
story: S
start: a
vars: {n: 0..9}
prove:
  - never: n == 9 and visits(a) == 1
  - reach: z
  - before: {first: a, then: z}
scenes:
  a:
    text: You see {one | two | {n > 3 ? more | less}}.
    hub:
      - Up: {set: n += 1}
      - Roll: {set: "n = random(0, 5)"}
      - Go: {when: n > 4, go: z}
  z:
    ending: Z
"""


class Steps:
    """A clock that does not go by itself, and a meter that shows what it is told to."""

    def __init__(self) -> None:
        self.seconds, self.bytes = 0.0, 0

    def budget(self, caps: Caps) -> Budget:
        return Budget(caps, clock=lambda: self.seconds, meter=lambda: self.bytes)


@contextmanager
def asked_every(lines: int, ask: Callable[[], None]) -> Iterator[None]:
    """Asks again and again, each time after so many lines of the engine, as an alarm would."""
    numbers = count(1)

    def traced(frame: FrameType, event: str, argument: Any) -> Any:
        if "/engine/" not in frame.f_code.co_filename or frame.f_code.co_filename.endswith("budget.py"):
            return None
        if event == "line" and not next(numbers) % lines:
            ask()
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        yield
    finally:
        sys.settrace(before)


def test_a_question_is_answered_by_the_clock_and_the_meter() -> None:
    steps = Steps()
    budget = steps.budget(Caps(memory=2**30, seconds=10))
    budget.check()
    steps.seconds = 10.1
    with pytest.raises(
        BudgetSpentError, match=r"stopped by --max-time 10 while reading the story; a larger --max-time"
    ):
        budget.check()
    steps.bytes = 2**31
    with pytest.raises(BudgetSpentError, match=r"stopped by --max-memory 1g "):
        budget.check()


def test_what_the_process_held_before_does_not_count() -> None:
    steps = Steps()
    steps.bytes = 2**40
    budget = steps.budget(Caps(memory=2**20))
    steps.bytes += 2**20
    budget.check()


def test_after_a_limit_there_is_a_little_grace_and_no_more() -> None:
    steps = Steps()
    budget = steps.budget(Caps(seconds=10))
    steps.seconds = 11
    with pytest.raises(BudgetSpentError):
        budget.check()
    steps.seconds = 11.9
    budget.check()
    steps.seconds = 12.1
    with pytest.raises(BudgetSpentError):
        budget.check()


def test_a_share_that_is_spent_ends_only_its_own_work() -> None:
    steps = Steps()
    budget = steps.budget(Caps(seconds=10))
    with budget.share(0.5):
        steps.seconds = 6
        budget.check()
        pytest.fail("the share is spent")
    budget.check()
    assert budget.limit_hit is None
    with pytest.raises(BudgetSpentError), budget.share(0.5):
        steps.seconds = 11
        budget.check()


@pytest.mark.parametrize("lines", [10, 50, 500, 2000, 4000, 8000, 16_000, 32_000])
def test_a_limit_gives_a_report_wherever_the_work_stands(lines: int) -> None:
    program, steps = compiled(SMALL, ""), Steps()
    budget = steps.budget(Caps(seconds=10))

    def ask() -> None:
        steps.seconds = 11
        budget.check()

    with asked_every(lines, ask):
        report, found = prove_graph(program, budget)
        if found is not None:
            report = with_prose(report, found, budget)
    assert_reported(report)


def assert_reported(report: Report) -> None:
    if report.verdict == "proved":
        assert not report.limit
        return
    assert report.reason == "time"
    assert "--max-time 10 while " in report.limit
    assert len(report.properties) == 3
    assert [ending.id for ending in report.endings] == ["z"]


def test_a_proof_with_no_memory_left_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*words: object) -> None:
        raise MemoryError

    monkeypatch.setattr(search, "_expand_chunk", no_memory)
    report = prove(compiled(SMALL, ""))
    assert (report.verdict, report.reason) == ("partial", "memory")
    assert "the system gives no more memory" in report.limit


@pytest.mark.parametrize("story", [counters(4), promises(40), variations(100)], ids=["counters", "promises", "prose"])
def test_states_are_a_limit_that_is_reported(story: str, heeding: None) -> None:
    report = prove(compiled(story, ""), Budget(Caps(states=20)))
    assert (report.verdict, report.reason) == ("partial", "states") or report.states <= 20 + 1
    assert report.verdict == "proved" or "--max-states 20 while searching what can happen (2" in report.limit


def test_calls_that_go_too_deep_are_reported_as_that_with_their_scene() -> None:
    with pytest.raises(
        TooManyPointsError, match=r"story.yaml:\d+:3: scene `s64`: calls go deeper than 64 here"
    ) as refusal:
        prove(compiled(chain_of_calls(100), ""))
    assert refusal.value.exit_code == 5


def test_no_limit_is_checked_while_the_results_so_far_are_reported() -> None:
    steps = Steps()
    budget = steps.budget(Caps(seconds=10))
    steps.seconds = 50
    with budget.suspended():
        budget.check()
    with pytest.raises(BudgetSpentError):
        budget.check()
    with budget.suspended():
        steps.seconds = 90
    budget.check()


def test_numbers_too_long_to_write_out_end_no_report() -> None:
    report = replace(prove(compiled(SMALL, "")), playthroughs=2**20_000, longest=20_000, is_endless=False)
    assert "about 10^6020 playthroughs" in text.render(report, {}, "S")
    assert '"playthroughs": null' in json.render(report, {}, "S")


def test_what_ends_all_work_counts_for_more_than_what_ends_a_search() -> None:
    steps = Steps()
    budget = steps.budget(Caps(states=5, seconds=10))
    budget.record_limit("states")
    steps.seconds = 11
    with pytest.raises(BudgetSpentError):
        budget.check()
    assert budget.exhausted == "time"
    budget.record_limit("memory")
    assert budget.exhausted == "time"
