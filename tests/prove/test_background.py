"""A second process changes how soon an outcome is there, and nothing else."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.discovery import load_plug
from engine.prove import background as second
from engine.prove.budget import BudgetSpentError, LimitHit
from engine.prove.prover import prove
from tests.torture._playthroughs import SHIPPED

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, and whatever threads the tests' own runner keeps."""
    monkeypatch.setattr(second, "count_processors", lambda: 2)
    monkeypatch.setattr("engine.prove.background.threading.active_count", lambda: 1)


def outcome(work: Callable[[], Any], is_long: bool = True) -> Any:
    with second.run_in_background(work, is_long) as wait:
        return wait()


def test_long_work_is_done_in_another_process() -> None:
    assert outcome(os.getpid) != os.getpid()


def test_short_work_is_done_here() -> None:
    assert outcome(os.getpid, is_long=False) == os.getpid()


def test_macos_forks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert outcome(os.getpid) == os.getpid()


def test_one_processor_does_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "count_processors", lambda: 1)
    assert outcome(os.getpid) == os.getpid()


def test_where_no_process_can_be_had_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr("engine.prove.background.os.fork", refused)
    assert outcome(os.getpid) == os.getpid()


def test_work_that_fails_there_is_done_here_and_fails_as_it_would_have() -> None:
    def fails() -> None:
        raise ZeroDivisionError(os.getpid())

    with pytest.raises(ZeroDivisionError, match=str(os.getpid())):
        outcome(fails)


def test_a_limit_that_strikes_when_the_process_is_already_gone_is_reported_as_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wait = os.waitpid

    def struck(number: int, options: int) -> tuple[int, int]:
        wait(number, options)
        raise BudgetSpentError(LimitHit("time", "3", "searching", ""))

    monkeypatch.setattr("engine.prove.background.os.waitpid", struck)
    with pytest.raises(BudgetSpentError):
        outcome(os.getpid)


def test_a_process_that_dies_loses_nothing(tmp_path: Path) -> None:
    first = os.getpid()

    def dies() -> str:
        if os.getpid() != first:
            os._exit(9)
        return "done"

    assert outcome(dies) == "done"


def test_work_that_is_not_waited_for_is_broken_off() -> None:
    children = []

    def begin() -> None:
        with second.run_in_background(lambda: time.sleep(3600), True) as wait:
            children.append(wait.__self__.pid)  # type: ignore[attr-defined]

    begin()
    with pytest.raises(ChildProcessError):
        os.waitpid(children[0], 0)


def test_the_proof_is_the_same_by_one_process_and_by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    program = engine.load(SHIPPED)

    def proof_values() -> dict[str, Any]:
        written = load_plug("engine.prove.render", "json").render(prove(program), {}, program.title)
        return {name: value for name, value in json.loads(written).items() if name != "seconds"}

    by_two = proof_values()
    monkeypatch.setattr(second, "count_processors", lambda: 1)
    assert proof_values() == by_two
