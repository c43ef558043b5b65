"""A game at a pseudo-terminal: keys go in, and what a player would see is kept by an emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence

import pyte

PATIENCE = 20.0


def _begin() -> None:
    """The terminal is the process's own, and it ignores no signal that whoever runs the tests ignores."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


class PseudoTerminal:
    """One process with a controlling terminal of its own."""

    def __init__(
        self,
        words: Sequence[str],
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        module: str = "engine",
    ) -> None:
        self.screen = pyte.HistoryScreen(columns, rows, history=1000, ratio=0.5)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.ours, self.theirs = pty.openpty()
        self.resize(columns, rows)
        self.settings = termios.tcgetattr(self.theirs)
        base = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            env={**base, "LANG": "C.UTF-8", "XTERM_VERSION": "cuts lines off, as pyte does", **(environment or {})},
            start_new_session=True,
            preexec_fn=_begin,
        )

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def press(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def wait_for(self, words: str) -> None:
        """Reads until the screen shows the words."""
        self._wait(lambda: words in self.shown, f"the words {words!r}")

    def settle(self, seconds: float) -> None:
        """Reads until nothing more has come for so long."""
        before = -1
        while before != len(self.raw):
            before = len(self.raw)
            self._read(seconds)

    def read_on(self, words: str) -> None:
        """Reads one screen after another until the last line shows the words."""
        while words not in self.last_line:
            if self.last_line.endswith("goes on"):
                self.press("\r")
            self.wait_for_more()

    def wait_for_end(self) -> int:
        """Reads until the process ends; its exit code."""
        self._wait(lambda: self.process.poll() is not None, "an end")
        self._read(0.05)
        return self.process.returncode

    @property
    def shown(self) -> str:
        """The screen, a line a row."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def last_line(self) -> str:
        """The lowest line with anything on it."""
        return self.shown.rstrip().rpartition("\n")[2]

    @property
    def scrolled(self) -> str:
        """What has scrolled away, then the screen."""
        rows = self.screen.history.top
        gone = ["".join(row[at].data for at in range(self.screen.columns)).rstrip() for row in rows]
        return "\n".join([*gone, self.shown])

    def is_restored(self) -> bool:
        """Echo, line editing and signals are as they were, and the cursor can be seen."""
        return termios.tcgetattr(self.theirs) == self.settings and not self.screen.cursor.hidden

    def hang_up(self) -> None:
        """Closes the terminal under the player's hands."""
        os.close(self.ours)
        os.close(self.theirs)
        self.ours = self.theirs = -1

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.ours >= 0:
            self.hang_up()

    def wait_for_more(self) -> None:
        """Reads until something new has come and nothing comes after it for a moment."""
        read = len(self.raw)
        self._wait(lambda: len(self.raw) > read, "next screen")
        self._read(0.1)

    def _wait(self, is_there: Callable[[], bool], wanted: str) -> None:
        until = time.monotonic() + PATIENCE
        while not is_there():
            assert time.monotonic() < until, f"no {wanted} on this screen:\n{self.shown}"
            self._read(0.02)

    def _read(self, seconds: float) -> None:
        while select.select([self.ours], [], [], seconds)[0]:
            data = os.read(self.ours, 65536)
            self.raw += data
            self.stream.feed(data)
            seconds = 0.0
