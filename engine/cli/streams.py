"""The process's own streams, made so that no character can make them fail, and what is written to them."""

from __future__ import annotations

import io
import os
import sys
import time

from engine.diagnostics.show import safe_output, safe_prose
from engine.frontends.support.ascii_fallback import PLAINER
from engine.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

PROGRESS_SECONDS = 0.1
"""Seconds between two writings of the progress line."""


@dataclass(slots=True)
class Output:
    """The state of the running command's output."""

    has_begun: bool = False
    """A part of the result is written."""


OUTPUT = Output()


def prepare_streams() -> None:
    """Make a closed stream read or write nothing, and replace characters that cannot be read or shown."""
    OUTPUT.has_begun = False
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open as long as the process
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, PLAINER), (sys.stderr, PLAINER)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_encoding_for(stream), errors=errors)


def _encoding_for(stream: TextIO) -> str:
    """Return the stream's own encoding; for a pipe on Windows UTF-8, unless the environment names one."""
    is_old = sys.platform == "win32" and not stream.isatty() and not os.environ.get("PYTHONIOENCODING")
    return "utf-8" if is_old else stream.encoding


def write_result(text: str) -> None:
    """Write lines, made safe, to stdout; an empty text writes no line."""
    OUTPUT.has_begun = True
    sys.stdout.write(safe_output(text if not text or text.endswith("\n") else text + "\n"))


def write_message(text: str) -> None:
    """Write a message to stderr, after all that was written to stdout so far."""
    sys.stdout.flush()
    sys.stderr.write(safe_prose(text.removesuffix("\n")) + "\n")
    sys.stderr.flush()


@dataclass(slots=True)
class Progress:
    """One line on stderr that is written over while an author waits; nothing where stderr is no terminal."""

    is_shown: bool
    _width: int = 0
    _written: float = 0.0

    def states(self, done: int, states: int) -> None:
        """Write how far a search is, at most ten times a second."""
        if time.monotonic() - self._written >= PROGRESS_SECONDS:
            self.say(f"{states:,} states, {states - done:,} to go on from; Ctrl-C ends with what is known")

    def say(self, words: str) -> None:
        """Replace the line."""
        if self.is_shown:
            sys.stderr.write(f"\r{words.ljust(self._width)}")
            sys.stderr.flush()
            self._width, self._written = len(words), time.monotonic()

    def tell(self, finding: str) -> None:
        """Write a line that stays, above the one that is written over."""
        if self.is_shown:
            self.wipe()
            sys.stderr.write(f"{finding}\n")
            sys.stderr.flush()

    def wipe(self) -> None:
        """Leave the line empty."""
        if self._width:
            self.say("")
            sys.stderr.write("\r")
            sys.stderr.flush()
            self._width = 0


def progress() -> Progress:
    """Return the progress line of this process."""
    return Progress(sys.stderr.isatty())
