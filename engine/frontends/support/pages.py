"""Pages as a front end shows them: of the story, and of the talk beside it."""

from __future__ import annotations

from engine.diagnostics.show import safe_prose, safe_words
from engine.frontends.support.front_end import StoryInfo
from engine.presentation.blocks import Part, TitlePage, body, page_parts, title_with_mark
from engine.runtime.frame import Frame

Page = tuple[Part, ...]


def title_page(cover: StoryInfo) -> Page:
    about = tuple(safe_words(text) for text in cover.about.split("\n\n") if text.strip())
    return (TitlePage(safe_words(cover.title), safe_words(cover.author), about),)


def page(frame: Frame, before: Frame | None, cover: StoryInfo) -> Page:
    """What a safe frame adds to the one before it."""
    return tuple(page_parts(frame, before, cover.opening))


def is_same_place(frame: Frame, before: Frame) -> bool:
    """Nothing happened but perhaps a notice."""
    return _still(frame) == _still(before)


def note_page(text: str) -> Page:
    """Talk beside the story."""
    return tuple(body(safe_prose(text).split("\n\n")))


def notes_list_page(text: str, mark: str) -> Page:
    """A page of the journal: its title is the first paragraph, and under it stands what sort of truth it tells."""
    title, _, rest = text.partition("\n\n")
    return (title_with_mark(safe_words(title), mark), *note_page(rest))


def _still(frame: Frame) -> tuple[object, ...]:
    return (frame.turn, frame.scene, frame.text, frame.status, frame.choices, frame.ask, frame.ending)
