"""Runs work in a second process while this one goes on, where the system can fork; the result is the same."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import Any, NoReturn

from engine.prove.budget import BudgetSpentError, LimitHit
from engine.records import dataclass

Work = Callable[[], Any]
"""Returns plain JSON data: lists, numbers and text."""
EXIT_SPENT = 3
"""The exit code of a process that reached a limit."""


@contextmanager
def run_in_background(work: Work, is_worthwhile: bool) -> Iterator[Work]:
    """Start some work in a second process, if it is long enough; yield a function that returns its result.

    Kill the process on leaving if its result was not asked for.
    """
    child = _fork(work) if is_worthwhile and count_processors() > 1 and threading.active_count() == 1 else None
    if child is None:
        yield work
        return
    try:
        yield child.wait
    finally:
        child.stop()


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Child:
    work: Work
    pid: int
    pipe: int
    is_over: bool = False

    def wait(self) -> Any:
        """Return the result of the work; run it here if the second process failed.

        Raises:
            BudgetSpentError: the second process reached a limit.
        """
        with open(self.pipe, "rb", closefd=False) as pipe:
            payload = pipe.read()
        _, status = os.waitpid(self.pid, 0)
        self.is_over = True
        if os.waitstatus_to_exitcode(status) == EXIT_SPENT:
            raise BudgetSpentError(LimitHit(**json.loads(payload)))
        return json.loads(payload) if status == 0 else self.work()

    def stop(self) -> None:
        """End the second process; a limit may strike after it is waited for and before that is recorded."""
        with suppress(ProcessLookupError, ChildProcessError):
            if not self.is_over:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        os.close(self.pipe)


def _fork(work: Work) -> _Child | None:
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return None  # the libraries of macOS may keep threads that Python does not count, and no fork is safe then
    reader, writer = os.pipe()
    timer = signal.getitimer(signal.ITIMER_REAL)
    try:
        number = os.fork()
    except OSError:
        os.close(reader)
        os.close(writer)
        return None
    if number == 0:
        os.close(reader)
        signal.setitimer(signal.ITIMER_REAL, *timer)
        _run_and_exit(work, writer)
    os.close(writer)
    return _Child(work, number, reader)


def _run_and_exit(work: Work, writer: int) -> NoReturn:
    """Run the work in the second process and leave, without running anything of the first."""
    try:
        try:
            payload, status = work(), 0
        except BudgetSpentError as limit:
            payload, status = asdict(limit.limit_hit), EXIT_SPENT
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(json.dumps(payload).encode("ascii"))
        os._exit(status)
    except BaseException:
        os._exit(1)
