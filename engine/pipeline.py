"""From story files to a program, one stage after another; the first that finds errors is the last that runs."""

from __future__ import annotations

from os import fspath
from typing import TYPE_CHECKING

from engine.errors import StoryError
from engine.gc_pause import gc_paused
from engine.program.cache import (
    read_program_cache,
    read_stamped_program,
    sources_key,
    stamp_of,
    write_program_cache,
    write_stamp,
)
from engine.program.model import Program
from engine.records import dataclass, replace

if TYPE_CHECKING:
    from os import PathLike

    from engine.diagnostics.diagnostic import Diagnostic
    from engine.source.gather import Gathering
    from engine.story.analysis.resolved_story import ResolvedStory
    from engine.story.model import Story

Lines = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Built:
    """The results of all stages for the files of one story."""

    program: Program | None
    """None if any stage found an error."""
    resolved: ResolvedStory | None
    """None if the text could not be understood."""
    diagnostics: tuple[Diagnostic, ...]
    lines: Lines
    """The lines of every file read, for excerpts."""

    @property
    def story(self) -> Story | None:
        return self.resolved.story if self.resolved else None


@dataclass(frozen=True, slots=True)
class SoundStory:
    """A story without errors."""

    program: Program
    resolved: ResolvedStory
    lines: Lines


def build(path: str | PathLike[str]) -> Built:
    """Read, decode, check and compile a story folder or a single story file."""
    return _build(_gather(path))


def build_sound(path: str | PathLike[str]) -> SoundStory:
    """Build a story that is to be without errors.

    Raises:
        StoryError: the story has mistakes; the error carries every diagnostic of the stage that found them.
    """
    return _require_sound(build(path))


def load(path: str | PathLike[str]) -> Program:
    """Return the program of a story, from the cache if these very files were compiled before.

    Raises:
        StoryError: the story has mistakes; the error carries every diagnostic of the stage that found them.
    """
    stamp = stamp_of(fspath(path))
    return read_stamped_program(stamp) or _load(path, stamp)


def _load(path: str | PathLike[str], stamp: str | None) -> Program:
    from engine.diagnostics.diagnostic import has_error

    gathered = _gather(path)
    key = sources_key((text.path, text.data) for text in gathered.texts)
    program = None if has_error(gathered.diagnostics) else read_program_cache(key)
    if program is None:
        program = _require_sound(_build(gathered)).program
        write_program_cache(key, program)
    write_stamp(stamp, key)
    return program


def _gather(path: str | PathLike[str]) -> Gathering:
    from pathlib import Path

    from engine.source.gather import gather

    return gather(Path(path))


def _require_sound(built: Built) -> SoundStory:
    if built.program is None or built.resolved is None:
        raise StoryError(built.diagnostics, built.lines)
    return SoundStory(built.program, built.resolved, built.lines)


def _build(gathered: Gathering) -> Built:
    with gc_paused():
        from engine.diagnostics.diagnostic import has_error
        from engine.examination import inspect

        findings = inspect(gathered)
        built = Built(None, findings.resolved, findings.diagnostics, findings.lines)
        if built.resolved is None or has_error(built.diagnostics):
            return built
        from engine.program.compile import compile_story

        return replace(built, program=compile_story(built.resolved))
