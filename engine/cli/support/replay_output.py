"""Turns a replayed game into the pages of a transcript, and shows them one by one on stdout."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TextIO

from engine.cli.streams import write_result
from engine.diagnostics.show import counted, quoted, safe_words
from engine.errors import UsageError
from engine.frontends.support.front_end import columns
from engine.presentation.blocks import TitlePage
from engine.presentation.plain_text import MEASURE
from engine.presentation.safe_frame import safe_frame
from engine.program.model import Program
from engine.records import replace
from engine.replay.playback import ReplayedTurn, replay_turns
from engine.replay.transcript import Markdown, PlainText, TranscriptFormat, transcript
from engine.runtime.journal import Step

if sys.platform != "win32":
    import termios
    import tty

Pace = Callable[[], bool]
"""Waits for the next page; false if the viewer has seen enough."""

_SETTINGS: dict[str, TranscriptFormat] = {".md": Markdown(), ".txt": PlainText()}
_BYTES_A_KEY = 32
"""Bytes read for one key; an arrow sends several."""
_LEAVING = (b"", b"q", b"Q", b"\x04", b"\x1b")
"""Keys that end the replay: `q`, Ctrl-D, Escape."""


def setting_for(page: Path) -> TranscriptFormat:
    """Return how a page is set, by the ending of its name; raise UsageError if that is another."""
    setting = _SETTINGS.get(page.suffix.lower())
    if setting is None:
        raise UsageError(f"--transcript writes files that end in .md or .txt, and {quoted(page.name)} does not")
    return setting


def show(program: Program, steps: Sequence[Step], seconds: float | None, is_at_once: bool) -> bool:
    """Show a game page by page; return whether the viewer stayed to its end."""
    setting = PlainText(min(MEASURE, columns(sys.stdout, MEASURE)))
    pages = transcript_pieces(program, steps, setting)
    write_result(next(pages))
    with _pace(seconds, is_at_once) as goes_on:
        for index, page in enumerate(pages):
            if index and not goes_on():
                return False
            write_result(page)
            sys.stdout.flush()
    return True


def _pace(seconds: float | None, is_at_once: bool) -> AbstractContextManager[Pace]:
    """Return the pace that was asked for; by key where somebody sits at a terminal, else at once."""
    if seconds is not None:
        return nullcontext(_every(seconds))
    if is_at_once or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return nullcontext(lambda: True)
    return _by_key(sys.stdin)


def _every(seconds: float) -> Pace:
    """Return a pace that waits this long before each page."""

    def wait() -> bool:
        time.sleep(seconds)
        return True

    return wait


@contextmanager
def _by_key(source: TextIO) -> Iterator[Pace]:
    """Read single keys from the terminal, and restore it afterwards; on Windows, read lines, where `q` leaves."""
    if sys.platform == "win32":
        yield lambda: source.readline().strip().casefold() != "q"
        return
    keyboard = source.fileno()
    before = termios.tcgetattr(keyboard)
    tty.setcbreak(keyboard, termios.TCSANOW)
    try:
        yield lambda: os.read(keyboard, _BYTES_A_KEY) not in _LEAVING
    finally:
        termios.tcsetattr(keyboard, termios.TCSANOW, before)


def transcript_pieces(program: Program, steps: Sequence[Step], setting: TranscriptFormat) -> Iterator[str]:
    """Yield the title, then each page of a game, safe to show."""
    return transcript(_title(program, steps), frozenset(program.opening), _safe_turns(program, steps), setting)


def _safe_turns(program: Program, steps: Sequence[Step]) -> Iterator[ReplayedTurn]:
    for turn in replay_turns(program, steps):
        answer = None if turn.answer is None else safe_words(turn.answer)
        yield replace(turn, frame=safe_frame(turn.frame), answer=answer)


def _title(program: Program, steps: Sequence[Step]) -> TitlePage:
    turns = steps[-1].state.cells[0] - steps[0].state.cells[0]
    details = (f"Version {safe_words(program.version)}, seed {steps[0].state.seed}, {counted(turns, 'turn')}",)
    return TitlePage(safe_words(program.title), safe_words(program.author), details)
