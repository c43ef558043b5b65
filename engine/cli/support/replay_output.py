"""A replay shown or written down: pages as they come on stdout, or whole in a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from engine.cli.streams import write_result
from engine.cli.support.files import write
from engine.cli.support.pacing import Pace, at_once, by_key, every
from engine.diagnostics.show import counted, quoted, safe_words
from engine.errors import UsageError
from engine.frontends.support.front_end import columns
from engine.presentation.blocks import TitlePage
from engine.presentation.plain_text import MEASURE
from engine.presentation.safe_frame import safe_frame
from engine.program.model import Program
from engine.replay.playback import ReplayedTurn, replay_turns
from engine.replay.script import script_of
from engine.replay.transcript import TranscriptFormat, transcript
from engine.replay.transcript_formats import Markdown, PlainText
from engine.runtime.journal import Step

_SETTINGS: dict[str, TranscriptFormat] = {".md": Markdown(), ".txt": PlainText()}


def setting_for(page: Path) -> TranscriptFormat:
    """How a page is set, by the ending of its name.

    Raises:
        UsageError: it has another ending.
    """
    setting = _SETTINGS.get(page.suffix.lower())
    if setting is None:
        raise UsageError(f"--transcript writes files that end in .md or .txt, and {quoted(page.name)} does not")
    return setting


def write_transcript(program: Program, steps: Sequence[Step], page: Path, force: bool) -> None:
    pieces = _transcript(program, steps, setting_for(page))
    write(page, "".join(pieces), force)


def write_script(program: Program, steps: Sequence[Step], file: Path, force: bool) -> None:
    write(file, script_of(program, steps), force)


def show(program: Program, steps: Sequence[Step], seconds: float | None, is_at_once: bool) -> bool:
    """Shows a game rest by rest; whether the viewer stayed to its end."""
    setting = PlainText(min(MEASURE, columns(sys.stdout, MEASURE)))
    pages = _transcript(program, steps, setting)
    write_result(next(pages))
    with _pace(seconds, is_at_once) as goes_on:
        for at, page in enumerate(pages):
            if at and not goes_on():
                return False
            write_result(page)
            sys.stdout.flush()
    return True


def _pace(seconds: float | None, is_at_once: bool) -> AbstractContextManager[Pace]:
    """By key where somebody sits at a terminal, unless they asked for something else."""
    if seconds is not None:
        return nullcontext(every(seconds))
    if is_at_once or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return nullcontext(at_once)
    return by_key(sys.stdin)


def _transcript(program: Program, steps: Sequence[Step], setting: TranscriptFormat) -> Iterator[str]:
    return transcript(_title(program, steps), frozenset(program.opening), _safe_moments(program, steps), setting)


def _safe_moments(program: Program, steps: Sequence[Step]) -> Iterator[ReplayedTurn]:
    for moment in replay_turns(program, steps):
        typed = None if moment.typed is None else safe_words(moment.typed)
        yield replace(moment, frame=safe_frame(moment.frame), typed=typed)


def _title(program: Program, steps: Sequence[Step]) -> TitlePage:
    turns = steps[-1].state.cells[0] - steps[0].state.cells[0]
    details = (f"Version {safe_words(program.version)}, seed {steps[0].state.seed}, {counted(turns, 'turn')}",)
    return TitlePage(safe_words(program.title), safe_words(program.author), details)
