"""One line on stderr that is written over while an author waits; nothing where stderr is no terminal."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

SECONDS_BETWEEN = 0.1
"""Seconds between two writings."""


@dataclass(slots=True)
class Progress:
    """The line, and what of it has to be wiped away."""

    is_shown: bool
    _width: int = 0
    _written: float = 0.0

    def states(self, done: int, states: int) -> None:
        """How far a search is."""
        if time.monotonic() - self._written >= SECONDS_BETWEEN:
            self.say(f"{states:,} states, {states - done:,} to go on from; Ctrl-C ends with what is known")

    def say(self, words: str) -> None:
        """Puts other words on the line."""
        if self.is_shown:
            sys.stderr.write(f"\r{words.ljust(self._width)}")
            sys.stderr.flush()
            self._width, self._written = len(words), time.monotonic()

    def wipe(self) -> None:
        """Leaves the line empty."""
        if self._width:
            self.say("")
            sys.stderr.write("\r")
            sys.stderr.flush()
            self._width = 0


def progress() -> Progress:
    """The line of this process."""
    return Progress(sys.stderr.isatty())
