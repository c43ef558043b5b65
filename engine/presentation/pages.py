"""Pages as a player sees them: of the story, its title page, and the notices beside it."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from engine.diagnostics.show import safe_prose, safe_words
from engine.presentation.blocks import PageBlock, TitlePage, body_blocks, frame_blocks, heading_with_mark
from engine.program.model import Program
from engine.records import dataclass, field
from engine.runtime.frame import Frame
from engine.runtime.prose_printer import paragraphs
from engine.runtime.run import resume_run
from engine.runtime.state import State
from engine.runtime.turn import machine_of

PageBlocks = tuple[PageBlock, ...]
_VIEW = attrgetter("turn", "scene", "text", "status", "choices", "ask", "ending")


@dataclass(frozen=True, slots=True)
class StoryInfo:
    """What no frame says of a story: its title page, and the titles of its notes."""

    title: str
    author: str = ""
    about: str = ""
    """The content note."""
    opening: frozenset[str] = frozenset()
    """Ids of the epigraphs before the first act."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """The title of each note, by id."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """The mark of each note that has one."""


def story_info(program: Program, state: State) -> StoryInfo:
    """Return the outside of a story; its content note is read from the state, as it can depend on the game."""
    about = paragraphs([machine_of(program).printer(program.about)(resume_run(state, None))]) if program.about else ()
    titles = {note.id: note.title for note in program.notes}
    marks = {note.id: note.mark for note in program.notes if note.mark}
    return StoryInfo(program.title, program.author, "\n\n".join(about), frozenset(program.opening), titles, marks)


def title_page(story: StoryInfo) -> PageBlocks:
    about = tuple(safe_words(text) for text in story.about.split("\n\n") if text.strip())
    return (TitlePage(safe_words(story.title), safe_words(story.author), about),)


def page(frame: Frame, before: Frame | None, story: StoryInfo) -> PageBlocks:
    """Return the blocks that a safe frame adds to the one before it."""
    return tuple(frame_blocks(frame, before, story.opening))


def is_same_place(frame: Frame, before: Frame) -> bool:
    """Return whether nothing has changed, except perhaps the notice."""
    return _VIEW(frame) == _VIEW(before)


def notice_page(text: str) -> PageBlocks:
    """Return a text that is not part of the story as a page."""
    return tuple(body_blocks(safe_prose(text).split("\n\n")))


def note_page(text: str, mark: str) -> PageBlocks:
    """Return a note as a page: its title is the first paragraph, and below it comes what sort of truth it tells."""
    title, _, rest = text.partition("\n\n")
    return (heading_with_mark(safe_words(title), mark), *notice_page(rest))
