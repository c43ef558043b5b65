"""When a game that is played back goes on: at a key, after a while, or at once."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

Pace = Callable[[], bool]
"""Waits for the next rest; false if the viewer has seen enough."""

_KEYS_AT_ONCE = 32
"""Bytes read for one key; an arrow sends several."""
_LEAVING = (b"", b"q", b"Q", b"\x04", b"\x1b")


def at_once() -> bool:
    return True


def every(seconds: float) -> Pace:
    """Waits the same time before each."""

    def wait() -> bool:
        time.sleep(seconds)
        return True

    return wait


@contextmanager
def by_key(source: TextIO) -> Iterator[Pace]:
    """While it lasts, any key goes on, and `q`, Escape or Ctrl-D leaves; afterwards the terminal is as it was."""
    try:
        import termios
        import tty
    except ImportError:
        yield lambda: source.readline().strip().casefold() != "q"
        return
    keyboard = source.fileno()
    before = termios.tcgetattr(keyboard)
    tty.setcbreak(keyboard, termios.TCSANOW)
    try:
        yield lambda: os.read(keyboard, _KEYS_AT_ONCE) not in _LEAVING
    finally:
        termios.tcsetattr(keyboard, termios.TCSANOW, before)
