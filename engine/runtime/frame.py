"""What a player sees of a game at rest, as records and as JSON; a front end only draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.diagnostics.json_text import json_text
from engine.language import StatusForm


@dataclass(frozen=True, slots=True)
class FrameEpigraph:
    """A motto, with emphasis marks and where it is from."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class FrameStatus:
    """One thing the story keeps in sight."""

    label: str
    value: int | str
    form: StatusForm
    """Called `as` in JSON."""
    high: int | None
    """The greatest value of a bar; called `max` in JSON."""


@dataclass(frozen=True, slots=True)
class FrameChoice:
    """What can be picked here, or is only shown."""

    id: str
    label: str
    locked: str | None
    """Why it cannot be picked, or None."""


@dataclass(frozen=True, slots=True)
class FrameQuestion:
    """A text the player is to type, of so many characters at most."""

    prompt: str
    limit: int


@dataclass(frozen=True, slots=True)
class FrameEnding:
    """The ending the game has come to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Frame:
    """All text still holds its emphasis marks and all an author can write: front ends make it safe to show."""

    turn: int
    scene: str
    act: str | None
    title: str | None
    place: str | None
    when: str | None
    mark: str | None
    epigraph: tuple[FrameEpigraph, ...]
    """Shown before the text: the story's opening, an act's, a scene's. In JSON a list, or null when there is none."""
    text: tuple[str, ...]
    """Paragraphs printed since the last frame; a quotation's lines each start with `> `, a pause is `---`."""
    status: tuple[FrameStatus, ...]
    choices: tuple[FrameChoice, ...]
    ask: FrameQuestion | None
    notes: tuple[str, ...]
    """Ids of every page of the journal so far, in the story's order."""
    ending: FrameEnding | None
    endings_open: int | None
    """How many endings this game can still come to, where that is proved."""
    notice: str | None
    """Why the last command did nothing, or what it did beside the story."""
    heading_at: int = 0
    """The place in `text` where the scene begins: its title belongs before that paragraph. Not in JSON."""


def frame_line(frame: Frame) -> str:
    """A frame as one line of JSON without its line feed; no character in it can be obeyed by a terminal."""
    return json_text(frame_object(frame))


def frame_object(frame: Frame) -> dict[str, Any]:
    """A frame as the object of the contract, its keys in that order."""
    return {
        "turn": frame.turn,
        "scene": frame.scene,
        "act": frame.act,
        "title": frame.title,
        "place": frame.place,
        "when": frame.when,
        "mark": frame.mark,
        "epigraph": [{"id": one.id, "text": one.text, "source": one.source} for one in frame.epigraph] or None,
        "text": list(frame.text),
        "status": [{"label": one.label, "value": one.value, "as": one.form, "max": one.high} for one in frame.status],
        "choices": [{"id": one.id, "label": one.label, "locked": one.locked} for one in frame.choices],
        "ask": frame.ask and {"prompt": frame.ask.prompt, "limit": frame.ask.limit},
        "notes": list(frame.notes),
        "ending": frame.ending and {"id": frame.ending.id, "title": frame.ending.title},
        "endings_open": frame.endings_open,
        "notice": frame.notice,
    }
