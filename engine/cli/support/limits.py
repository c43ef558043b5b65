"""The limits of commands that can take long: their options, and a budget that is checked wherever the work is."""

from __future__ import annotations

import _thread
import argparse
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from engine.errors import LimitError, UsageError
from engine.prove.budget import Budget, BudgetSpentError, Caps
from engine.prove.meter import machine_memory

CHECK_SECONDS = 0.05
"""Seconds between two checks of the budget."""
STATES, SECONDS = 20_000_000, 60.0
UNITS = {"k": 2**10, "m": 2**20, "g": 2**30}


def add_caps(parser: argparse.ArgumentParser) -> None:
    """Add `--max-states`, `--max-memory` and `--max-time`."""
    parser.add_argument(
        "--max-states", metavar="N", type=_states, default=STATES, help=f"stop after N states (default: {STATES})"
    )
    parser.add_argument(
        "--max-memory",
        metavar="SIZE",
        type=_size,
        help="stop when about SIZE is held, such as 800m or 4g (default: a quarter of the machine's memory)",
    )
    parser.add_argument(
        "--max-time", metavar="SECONDS", type=_seconds, default=SECONDS, help="stop after SECONDS (default: 60)"
    )


def budget_of(arguments: argparse.Namespace, part: float = 1.0) -> Budget:
    """Return the budget that was asked for, of which a part of the time may be spent."""
    memory = machine_memory() // 4 if arguments.max_memory is None else arguments.max_memory
    return Budget(Caps(arguments.max_states, memory, arguments.max_time), part)


@contextmanager
def spending(budget: Budget) -> Iterator[Budget]:
    """Let the first Ctrl-C and every limit end the work inside, wherever it is.

    Raises:
        LimitError: a limit is reached, or the system gives no more memory.
    """
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
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def interrupt(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _periodic_checks(check: Callable[[], None]) -> Iterator[None]:
    """Call `check` in the main thread, between any two of its steps, many times a second."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    is_over = False

    def ring(number: int, frame: FrameType | None) -> None:
        if not is_over:
            check()

    alarm = signal.Signals["SIGBREAK"] if sys.platform == "win32" else signal.Signals.SIGALRM
    before = signal.signal(alarm, ring)
    try:
        with _alarms(alarm):
            yield
    finally:
        is_over = True
        signal.signal(alarm, before)


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


def _states(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 20:
        return int(text)
    raise UsageError("--max-states takes a whole number")


def _size(text: str) -> int:
    unit = UNITS.get(text[-1:].lower(), 1)
    digits = text[:-1] if unit > 1 else text
    if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
        raise UsageError("--max-memory takes a size such as 800m or 2g")
    return int(digits) * unit


def _seconds(text: str) -> float:
    with suppress(ValueError):
        seconds = float(text)
        if seconds >= 0:
            return seconds
    raise UsageError("--max-time takes a number of seconds, such as 20")
