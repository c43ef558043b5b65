"""What a turn costs does not grow with the scenes of the story or with the turns before it, and it is taken once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from engine.runtime import instructions, journal
from engine.runtime.session import Session
from tests.runtime.test_visits import ring


def calls_of(work: Callable[[], object]) -> int:
    """The calls of functions that some work makes."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def calls_of_a_turn(session: Session) -> int:
    """The calls of a turn in places where the game has been."""
    return calls_of(lambda: (session.do({"choose": 1}).text, session.frame.choices))


def test_a_turn_makes_as_many_calls_in_a_long_game_of_a_long_story(tmp_path: Path) -> None:
    few, many = Session(ring(tmp_path, 3)), Session(ring(tmp_path, 60))
    for session, turns in ((few, 12), (many, 300)):
        for _ in range(turns):
            session.do({"choose": 1})
            assert session.frame.text and session.frame.choices
    assert calls_of_a_turn(few) == calls_of_a_turn(many) < 150


def test_a_turn_is_taken_once_and_prints_while_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    run_to_rest = instructions.run_to_rest

    def count(machine: object, run: object, address: int) -> None:
        runs.append(address)
        run_to_rest(machine, run, address)  # type: ignore[arg-type]  # only counted here

    monkeypatch.setattr("engine.runtime.turn.run_to_rest", count)
    session = Session(ring(tmp_path, 3))
    for _ in range(4):
        assert session.do({"choose": 1}).text == ("Here.",)
    assert len(runs) == 5
    page = session.do({"undo": 2}).text
    assert (page, len(runs)) == (("Here.",), 6)
    assert journal.reprint_page(session.program, session.steps[-2].state, session.steps[-1]).chunks == list(page)


def test_a_step_keeps_no_more_in_a_long_story(tmp_path: Path) -> None:
    few, many = (Session(ring(tmp_path, scenes)) for scenes in (3, 60))
    for session in (few, many):
        for _ in range(50):
            session.do({"choose": 1})
    assert [sys.getsizeof(step.state.cells) for step in few.steps] == [
        sys.getsizeof(step.state.cells) for step in many.steps
    ]
    logs = [step.state.visits for step in many.steps]
    assert all(isinstance(log, tuple) and log[1] is before for before, log in pairwise(logs))
