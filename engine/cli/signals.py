"""Turns signals that ask the process to stop into an orderly exit with the code that a shell expects."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import contextmanager

from engine.errors import ExitCode, LimitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType
    from typing import Any, NoReturn

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
    previous = _handle_signals(_exit_once())
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


def _handle_signals(handler: Handler) -> dict[int, Handler]:
    """Set the handler of every signal and return those before; another thread than the main one can set none."""
    try:
        return {number: signal.signal(number, handler) for number in EXIT_CODES}
    except ValueError:
        return {}


def _clear_frames(stop: BaseException) -> None:
    """Free what the exit cut short; a half made object, such as an event loop, would complain when it is freed."""
    from traceback import clear_frames
    from warnings import catch_warnings, simplefilter

    sys.unraisablehook = lambda unraisable: None
    with catch_warnings():
        simplefilter("ignore")
        error: BaseException | None = stop
        while error is not None:
            clear_frames(error.__traceback__)
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
