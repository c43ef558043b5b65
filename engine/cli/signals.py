"""Signals that ask us to stop, turned into an orderly way out with the exit code a shell expects."""

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

from engine.errors import LimitError

Unraisable = Callable[["sys.UnraisableHookArgs"], None]
Handler = Callable[[int, FrameType | None], Any] | int | None

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
_SIGNALED = 128
_UNDISTURBED_SECONDS = 1.0
_AGAIN_AFTER_SECONDS = 0.01


class SignalExit(SystemExit):
    """A signal came. A `SystemExit`, because an event loop lets only that and an interrupt through."""


@contextmanager
def exit_on_signals() -> Iterator[None]:
    """While it lasts, a signal unwinds whatever runs, and the terminal is given back; no other cuts that short."""
    names = _NAMES if threading.current_thread() is threading.main_thread() else ()
    stop = _stop_once()
    before: dict[int, Handler] = {
        number: signal.signal(number, stop) for name in names if (number := getattr(signal, name, None))
    }
    unraisable, sys.unraisablehook = sys.unraisablehook, _tried_again(sys.unraisablehook)
    try:
        yield
    except SignalExit as stop:
        before = dict.fromkeys(before, signal.SIG_IGN)
        _let_go(stop)
        raise
    finally:
        sys.unraisablehook = unraisable
        for number, handler in before.items():
            signal.signal(number, handler)


def _let_go(stop: BaseException) -> None:
    """Drops what the stop cut short; what was half made, such as an event loop, would complain of it when it goes."""
    sys.unraisablehook = lambda told: None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cut_short: BaseException | None = stop
        while cut_short is not None:
            traceback.clear_frames(cut_short.__traceback__)
            cut_short = cut_short.__context__


def _tried_again(otherwise: Unraisable) -> Unraisable:
    """Where nothing can be raised, as when Python lets go of a lock, a stop is lost: it comes again, as limits do."""

    def lost(told: sys.UnraisableHookArgs) -> None:
        if isinstance(told.exc_value, SignalExit) and hasattr(signal, "SIGALRM"):
            code = told.exc_value.code
            signal.signal(signal.SIGALRM, lambda number, frame: _stop(code))
            signal.setitimer(signal.ITIMER_REAL, _AGAIN_AFTER_SECONDS)
        elif not isinstance(told.exc_value, LimitError):
            otherwise(told)

    return lost


def _stop(code: object) -> NoReturn:
    raise SignalExit(code)


def _stop_once() -> Callable[[int, FrameType | None], None]:
    """What answers a signal: the first stops, and those close behind it do not disturb the way out."""
    earliest = 0.0

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal earliest
        if time.monotonic() >= earliest:
            earliest = time.monotonic() + _UNDISTURBED_SECONDS
            raise SignalExit(_SIGNALED + number)

    return stop
