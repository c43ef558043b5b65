"""Turns signals that ask the process to stop into an orderly exit with the code that a shell expects."""

from __future__ import annotations

import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

from engine.errors import ExitCode, LimitError

Unraisable = Callable[["sys.UnraisableHookArgs"], None]
Handler = Callable[[int, FrameType | None], Any] | int | None

_BY_NAME = {
    "SIGINT": ExitCode.INTERRUPT,
    "SIGTERM": ExitCode.TERMINATED,
    "SIGHUP": ExitCode.HANGUP,
    "SIGQUIT": ExitCode.QUIT,
}
EXIT_CODES = {getattr(signal, name): code for name, code in _BY_NAME.items() if hasattr(signal, name)}
"""The exit code for each signal that this system has."""
_UNDISTURBED_SECONDS = 1.0
_RETRY_SECONDS = 0.01


class SignalExit(SystemExit):
    """A signal asked the process to stop; a `SystemExit`, because an event loop passes on only that and interrupts."""


@contextmanager
def exit_on_signals() -> Iterator[None]:
    """Turn signals into `SignalExit`, so that the terminal is restored; while that happens, others are ignored."""
    numbers = EXIT_CODES if threading.current_thread() is threading.main_thread() else ()
    handler = _exit_once()
    previous: dict[int, Handler] = {number: signal.signal(number, handler) for number in numbers}
    unraisable, sys.unraisablehook = sys.unraisablehook, _retry_exit(sys.unraisablehook)
    try:
        yield
    except SignalExit as stop:
        previous = dict.fromkeys(previous, signal.SIG_IGN)
        _clear_frames(stop)
        raise
    finally:
        sys.unraisablehook = unraisable
        for number, before in previous.items():
            signal.signal(number, before)


def _clear_frames(stop: BaseException) -> None:
    """Free what the exit cut short; a half made object, such as an event loop, would complain when it is freed."""
    sys.unraisablehook = lambda unraisable: None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        error: BaseException | None = stop
        while error is not None:
            traceback.clear_frames(error.__traceback__)
            error = error.__context__


def _retry_exit(hook: Unraisable) -> Unraisable:
    """Return a hook that raises a lost `SignalExit` again; limits are asked again anyway, the rest goes to `hook`.

    An exception is lost where Python cannot raise it, such as while it releases a lock.
    """

    def retry(unraisable: sys.UnraisableHookArgs) -> None:
        if isinstance(unraisable.exc_value, SignalExit) and hasattr(signal, "SIGALRM"):
            code = unraisable.exc_value.code
            signal.signal(signal.SIGALRM, lambda number, frame: _exit(code))
            signal.setitimer(signal.ITIMER_REAL, _RETRY_SECONDS)
        elif not isinstance(unraisable.exc_value, LimitError):
            hook(unraisable)

    return retry


def _exit(code: object) -> NoReturn:
    raise SignalExit(code)


def _exit_once() -> Callable[[int, FrameType | None], None]:
    """Return a handler that exits at the first signal and ignores those that follow within a second."""
    earliest = 0.0

    def handle(number: int, frame: FrameType | None) -> None:
        nonlocal earliest
        if time.monotonic() >= earliest:
            earliest = time.monotonic() + _UNDISTURBED_SECONDS
            raise SignalExit(EXIT_CODES[number])

    return handle
