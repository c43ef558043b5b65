"""Turns a frame into the blocks of a page, in order and without any looks; lines keep their emphasis marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.records import dataclass
from engine.runtime.frame import Frame, FrameEpigraph

PAUSE = "---"
QUOTED = ">"
_MARKS = {"record": "on record", "disputed": "disputed", "invented": "invented"}


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The title of the story, before anything else."""

    title: str
    author: str
    details: tuple[str, ...]
    """A content note, or which game this is."""


@dataclass(frozen=True, slots=True)
class EpigraphCard:
    """An epigraph, and its source."""

    lines: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ActTitle:
    """The start of an act."""

    title: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The start of a scene: its title, and below it the date, the place and what sort of truth it tells."""

    title: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose, as one line or as lines of its own."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Lines quoted from something in the story: a letter, a form, a sign."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause between two paragraphs."""


@dataclass(frozen=True, slots=True)
class EndingCard:
    """The ending the game has reached."""

    title: str


PageBlock = TitlePage | EpigraphCard | ActTitle | Heading | Paragraph | Document | Pause | EndingCard


def frame_blocks(frame: Frame, before: Frame | None, opening: frozenset[str]) -> Iterator[PageBlock]:
    """Yield what a frame adds to the epigraph before it; a title comes again only when it changes.

    `opening` are the ids of the epigraphs that stand before the first act.
    """
    first = [epigraph for epigraph in frame.epigraph if before is None and epigraph.id in opening]
    others = [epigraph for epigraph in frame.epigraph if epigraph not in first]
    is_new_act = bool(frame.act) and (before is None or before.act != frame.act)
    yield from body_blocks(frame.text[: frame.heading_at])
    yield from _epigraphs(first)
    if frame.act and is_new_act:
        yield ActTitle(frame.act)
        yield from _epigraphs(others)
    heading = _heading(frame)
    if (heading.title or heading.details) and (before is None or heading != _heading(before)):
        yield heading
    if not is_new_act:
        yield from _epigraphs(others)
    yield from body_blocks(frame.text[frame.heading_at :])
    if frame.ending:
        yield EndingCard(frame.ending.title)


def body_blocks(paragraphs: Iterable[str]) -> Iterator[PageBlock]:
    """Yield paragraphs as blocks, each of its kind."""
    for paragraph in paragraphs:
        lines = tuple(paragraph.split("\n"))
        if paragraph.strip() == PAUSE:
            yield Pause()
        elif all(line.startswith(QUOTED) for line in lines):
            yield Document(tuple(line.removeprefix(QUOTED).strip() for line in lines))
        elif paragraph.strip():
            yield Paragraph(lines)


def heading_with_mark(title: str, mark: str | None, *details: str | None) -> Heading:
    """Return a heading with the mark of a scene or a note put in words."""
    words = (*details, _MARKS.get(mark, mark) if mark else None)
    return Heading(title, tuple(word for word in words if word))


def _heading(frame: Frame) -> Heading:
    return heading_with_mark(frame.title or "", frame.mark, frame.when, frame.place)


def _epigraphs(epigraphs: Iterable[FrameEpigraph]) -> Iterator[EpigraphCard]:
    for epigraph in epigraphs:
        yield EpigraphCard(tuple(epigraph.text.split("\n")), epigraph.source)
