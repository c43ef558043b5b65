"""A frame turned into a page: the parts a reader meets, in order, still without any looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.runtime.emphasis import Runs, plain_words, runs
from engine.frontends._front_end import Cover
from engine.diagnostics.show import safe_prose, safe_words
from engine.runtime.frame import EpigraphShown, Frame

PAUSE = "---"
_MARKS = {"record": "on record", "disputed": "disputed", "invented": "invented"}


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The outside of the story, before anything else."""

    title: str
    author: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Epigraph:
    lines: tuple[Runs, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ActTitle:
    title: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a scene opens: its title, and under it the date, the place and what sort of truth it tells."""

    title: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    lines: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Lines quoted from something the story shows: a letter, a form, a sign."""

    lines: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """A breath between two paragraphs."""


@dataclass(frozen=True, slots=True)
class EndingCard:
    title: str


Part = TitlePage | Epigraph | ActTitle | Heading | Paragraph | Document | Pause | EndingCard
Page = tuple[Part, ...]


def title_page(cover: Cover) -> Page:
    about = tuple(safe_words(plain_words(line)) for line in cover.about.split("\n\n") if line.strip())
    return (TitlePage(safe_words(cover.title), safe_words(cover.author), about),)


def page(frame: Frame, before: Frame | None, cover: Cover) -> Page:
    """What a safe frame adds to the one before it; a title is told again only when it changes."""
    return tuple(_parts(frame, before, cover))


def is_same_place(frame: Frame, before: Frame) -> bool:
    """Nothing happened but perhaps a notice."""
    return _still(frame) == _still(before)


def note_page(text: str) -> Page:
    """Talk beside the story."""
    return tuple(_body(safe_prose(text).split("\n\n")))


def journal_page(text: str, mark: str) -> Page:
    """A page of the journal: its title is the first paragraph, and under it stands what sort of truth it tells."""
    title, _, rest = text.partition("\n\n")
    return (Heading(safe_words(title), (_MARKS.get(mark, mark),) if mark else ()), *note_page(rest))


def _still(frame: Frame) -> tuple[object, ...]:
    return (frame.turn, frame.scene, frame.text, frame.status, frame.choices, frame.ask, frame.ending)


def _parts(frame: Frame, before: Frame | None, cover: Cover) -> Iterator[Part]:
    opening = [one for one in frame.epigraph if before is None and one.id in cover.opening]
    others = [one for one in frame.epigraph if one not in opening]
    is_new_act = bool(frame.act) and (before is None or before.act != frame.act)
    yield from _body(frame.text[: frame.heading_at])
    yield from _epigraphs(opening)
    if frame.act and is_new_act:
        yield ActTitle(frame.act)
        yield from _epigraphs(others)
    yield from _headings(frame, before)
    if not is_new_act:
        yield from _epigraphs(others)
    yield from _body(frame.text[frame.heading_at :])
    if frame.ending:
        yield EndingCard(frame.ending.title)


def _headings(frame: Frame, before: Frame | None) -> Iterator[Heading]:
    heading = _heading(frame)
    if (heading.title or heading.details) and (before is None or heading != _heading(before)):
        yield heading


def _heading(frame: Frame) -> Heading:
    mark = _MARKS.get(frame.mark, frame.mark) if frame.mark else None
    return Heading(frame.title or "", tuple(word for word in (frame.when, frame.place, mark) if word))


def _epigraphs(epigraphs: Iterable[EpigraphShown]) -> Iterator[Epigraph]:
    for one in epigraphs:
        yield Epigraph(tuple(runs(line) for line in one.text.split("\n")), one.source)


def _body(paragraphs: Iterable[str]) -> Iterator[Part]:
    for paragraph in paragraphs:
        lines = paragraph.split("\n")
        if paragraph.strip() == PAUSE:
            yield Pause()
        elif all(line.startswith(">") for line in lines):
            yield Document(tuple(runs(line[1:].strip()) for line in lines))
        elif paragraph.strip():
            yield Paragraph(tuple(runs(line) for line in lines))
