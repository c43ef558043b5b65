"""The limits of commands that can take long: their options, and a budget that is checked wherever the work is."""

from __future__ import annotations

import _thread
import argparse
import math
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType

from engine.cli.support.options import seconds, whole_number
from engine.errors import LimitError
from engine.prove.budget import Budget, BudgetSpentError, Caps
from engine.prove.meter import machine_memory

CHECK_SECONDS = 0.05
"""Seconds between two checks of the budget."""
STATES, SECONDS = 20_000_000, 60.0
UNITS = {"k": 2**10, "m": 2**20, "g": 2**30}


def add_caps(parser: argparse.ArgumentParser) -> None:
    """Add `--max-states`, `--max-memory` and `--max-time`."""
    states = whole_number("--max-states takes a whole number", 10**19)
    time = seconds("--max-time takes a number of seconds, such as 20", math.inf)
    parser.add_argument(
        "--max-states", metavar="N", type=states, default=STATES, help=f"stop after N states (default: {STATES})"
    )
    parser.add_argument(
        "--max-memory",
        metavar="SIZE",
        type=_size,
        help="stop when about SIZE is held, such as 800m or 4g (default: a quarter of the machine's memory)",
    )
    parser.add_argument(
        "--max-time", metavar="SECONDS", type=time, default=SECONDS, help="stop after SECONDS (default: 60)"
    )


def budget_of(arguments: argparse.Namespace, part: float = 1.0) -> Budget:
    """Return the budget that was asked for, of which a part of the time may be spent."""
    memory = machine_memory() // 4 if arguments.max_memory is None else arguments.max_memory
    return Budget(Caps(arguments.max_states, memory, arguments.max_time), part)


@contextmanager
def spending(budget: Budget) -> Iterator[Budget]:
    """Let the first Ctrl-C and every limit end the work inside, wherever it is; a limit raises LimitError."""
    with first_interrupt_ends_work(), _periodic_checks(budget.check):
        try:
            yield budget
        except MemoryError:
            raise BudgetSpentError(budget.record_out_of_memory()) from None
        except RecursionError:
            raise LimitError("what can happen in one turn goes deeper here than can be followed") from None


@contextmanager
def first_interrupt_ends_work() -> Iterator[None]:
    """Make the first interrupt inside a `KeyboardInterrupt`; any later one does what it did before."""
    before = signal.getsignal(signal.SIGINT)

    def interrupt(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        raise KeyboardInterrupt

    with _handled(signal.SIGINT, interrupt):
        yield


@contextmanager
def _handled(number: int, handler: Callable[[int, FrameType | None], None]) -> Iterator[bool]:
    """Handle a signal inside, if this is the main thread, which alone can; yield whether it is."""
    if threading.current_thread() is not threading.main_thread():
        yield False
        return
    before = signal.signal(number, handler)
    try:
        yield True
    finally:
        signal.signal(number, before)


@contextmanager
def _periodic_checks(check: Callable[[], None]) -> Iterator[None]:
    """Call `check` in the main thread, between any two of its steps but those of an import, many times a second."""
    is_over = False

    def ring(number: int, frame: FrameType | None) -> None:
        if not is_over and not _is_importing(frame):
            check()

    alarm = signal.Signals["SIGBREAK"] if sys.platform == "win32" else signal.Signals.SIGALRM
    with _handled(alarm, ring) as is_handled, _alarms(alarm) if is_handled else nullcontext():
        try:
            yield
        finally:
            is_over = True


def _is_importing(frame: FrameType | None) -> bool:
    """Return whether a frame runs inside an import: one that is cut off leaves half a module for all that follows."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


@contextmanager
def _alarms(alarm: signal.Signals) -> Iterator[None]:
    """Send the signal again and again: by the system’s timer, or where it has none by a thread."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, CHECK_SECONDS, CHECK_SECONDS)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return
    is_over = threading.Event()

    def ring() -> None:
        while not is_over.wait(CHECK_SECONDS):
            _thread.interrupt_main(alarm)

    threading.Thread(target=ring, daemon=True).start()
    try:
        yield
    finally:
        is_over.set()


def _size(text: str) -> int:
    unit = UNITS.get(text[-1:].lower(), 1)
    number = whole_number("--max-memory takes a size such as 800m or 2g", 10**19)
    return number(text[:-1] if unit > 1 else text) * unit
