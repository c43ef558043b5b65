"""Turns a game that is played back into a page to read, as Markdown or as plain text.

Frames come here already safe to show; a setting adds that no word of the author's is taken for a mark of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from engine.replay.playback import Moment
from engine.runtime.frame import EpigraphShown, Frame

PAUSE = "---"
QUOTED = ">"
MARKS = {"record": "on record", "disputed": "disputed", "invented": "invented"}


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What stands above a transcript."""

    title: str
    author: str
    details: tuple[str, ...]
    """Which game this is: its seed, its length."""
    opening: frozenset[str] = frozenset()
    """Ids of the epigraphs that stand before the first act."""


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice as a transcript lists it."""

    label: str
    turn: int
    """The turn it led to, or would have."""
    is_taken: bool
    locked: str | None


class Setting(Protocol):
    """How the parts of a page are written; each comes without a line feed at its end."""

    def title(self, page: TitlePage) -> str: ...
    def act(self, title: str) -> str: ...
    def epigraph(self, text: str, source: str) -> str: ...
    def heading(self, title: str, details: tuple[str, ...]) -> str: ...
    def paragraph(self, text: str) -> str: ...
    def document(self, lines: tuple[str, ...]) -> str: ...
    def pause(self) -> str: ...
    def choices(self, choices: tuple[ChoiceLine, ...]) -> str: ...
    def answer(self, prompt: str, typed: str | None) -> str: ...
    def ending(self, title: str) -> str: ...


def transcript(title: TitlePage, moments: Iterable[Moment], setting: Setting) -> Iterator[str]:
    """A page in pieces: the title, then one for each rest of the game; together they are the whole text."""
    yield setting.title(title) + "\n"
    before: Frame | None = None
    for moment in moments:
        opening = title.opening if before is None else frozenset()
        yield "".join(f"\n{part}\n" for part in _parts(moment, before, opening, setting))
        before = moment.frame


def _parts(moment: Moment, before: Frame | None, opening: frozenset[str], setting: Setting) -> Iterator[str]:
    frame = moment.frame
    yield from (_set(paragraph, setting) for paragraph in frame.text[: frame.heading_at])
    yield from _headings(frame, before, opening, setting)
    yield from (_set(paragraph, setting) for paragraph in frame.text[frame.heading_at :])
    if frame.choices:
        yield setting.choices(tuple(_choice_lines(moment)))
    if frame.ask:
        yield setting.answer(frame.ask.prompt, moment.typed)
    if frame.ending:
        yield setting.ending(frame.ending.title)


def _headings(frame: Frame, before: Frame | None, opening: frozenset[str], setting: Setting) -> Iterator[str]:
    """An act is told when it opens, a scene when its heading changes, an epigraph wherever a frame has it."""
    yield from _epigraphs((one for one in frame.epigraph if one.id in opening), setting)
    if frame.act and (before is None or before.act != frame.act):
        yield setting.act(frame.act)
    yield from _epigraphs((one for one in frame.epigraph if one.id not in opening), setting)
    heading = _heading(frame)
    if any(heading) and (before is None or heading != _heading(before)):
        yield setting.heading(*heading)


def _epigraphs(epigraphs: Iterable[EpigraphShown], setting: Setting) -> Iterator[str]:
    for one in epigraphs:
        yield setting.epigraph(one.text, one.source)


def _heading(frame: Frame) -> tuple[str, tuple[str, ...]]:
    mark = MARKS.get(frame.mark, frame.mark) if frame.mark else None
    return frame.title or "", tuple(word for word in (frame.when, frame.place, mark) if word)


def _set(paragraph: str, setting: Setting) -> str:
    lines = tuple(paragraph.split("\n"))
    if paragraph.strip() == PAUSE:
        return setting.pause()
    if all(line.startswith(QUOTED) for line in lines):
        return setting.document(tuple(line.removeprefix(QUOTED).strip() for line in lines))
    return setting.paragraph(paragraph)


def _choice_lines(moment: Moment) -> Iterator[ChoiceLine]:
    for choice in moment.frame.choices:
        is_taken = choice.id == moment.picked and choice.locked is None
        yield ChoiceLine(choice.label, moment.frame.turn + 1, is_taken, choice.locked)
