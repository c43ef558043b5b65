"""Signals that ask us to stop, turned into an orderly way out with the exit code a shell expects."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
_SIGNALED = 128


class Stopped(SystemExit):
    """A signal came. A `SystemExit`, because an event loop lets only that and an interrupt through."""


@contextmanager
def stopping() -> Iterator[None]:
    """While it lasts, a signal unwinds whatever runs, and the terminal is given back."""
    names = _NAMES if threading.current_thread() is threading.main_thread() else ()
    before = {number: signal.signal(number, _stop) for name in names if (number := getattr(signal, name, None))}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(_SIGNALED + number)
