"""What a player sees of a game at rest, as records and as JSON; a front end only draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar

from engine.diagnostics.show import json_text
from engine.language import StatusForm
from engine.records import dataclass

Source = TypeVar("Source")


@dataclass(frozen=True, slots=True)
class FrameEpigraph:
    """An epigraph, with its emphasis marks and its source."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class FrameStatus:
    """One value the story always displays."""

    label: str
    value: int | str
    form: StatusForm
    """Called `as` in JSON."""
    high: int | None
    """The greatest value of a bar; called `max` in JSON."""


@dataclass(frozen=True, slots=True)
class FrameChoice:
    """A choice that can be picked here, or that is locked."""

    id: str
    label: str
    locked: str | None
    """Why it cannot be picked, or None."""


@dataclass(frozen=True, slots=True)
class FrameQuestion:
    """A text the player is asked for, of at most `limit` characters."""

    prompt: str
    limit: int


@dataclass(frozen=True, slots=True)
class FrameEnding:
    """The ending the game has reached."""

    id: str
    title: str


class _Lazy:
    """A record that computes its fields when they are first read, unless they were given."""

    __slots__ = ("_functions", "_source")
    _functions: Mapping[str, Callable[[Any], object]]
    """Computes each field from the source."""
    _source: object

    @classmethod
    def compute_from(cls, functions: Mapping[str, Callable[[Source], object]], source: Source) -> Self:
        """Return a record of which no field is computed yet."""
        record = cls.__new__(cls)
        object.__setattr__(record, "_functions", functions)
        object.__setattr__(record, "_source", source)
        return record

    def __getattr__(self, name: str) -> object:
        """Compute a field; Python calls this only for one that has no value yet."""
        if name[0] == "_" or name not in self._functions:
            raise AttributeError(name)
        value = self._functions[name](self._source)
        object.__setattr__(self, name, value)
        return value


@dataclass(frozen=True, slots=True)
class Frame(_Lazy):
    """A game at rest. Texts still hold emphasis marks and anything an author can write: front ends make them safe."""

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
    """Ids of every note so far, in the story's order."""
    ending: FrameEnding | None
    endings_open: int | None
    """How many endings this game can still come to, where that is proved."""
    notice: str | None
    """Why the last command did nothing, or what it did outside the story."""
    heading_at: int = 0
    """The index in `text` of the scene's first paragraph, which its title precedes. Not in JSON."""


def frame_line(frame: Frame) -> str:
    """Return a frame as one line of JSON without a line feed and without control characters."""
    return json_text(frame_object(frame))


def frame_object(frame: Frame) -> dict[str, Any]:
    """Return a frame as a JSON object, its keys in the documented order."""
    return {
        "turn": frame.turn,
        "scene": frame.scene,
        "act": frame.act,
        "title": frame.title,
        "place": frame.place,
        "when": frame.when,
        "mark": frame.mark,
        "epigraph": [{"id": item.id, "text": item.text, "source": item.source} for item in frame.epigraph] or None,
        "text": list(frame.text),
        "status": [
            {"label": item.label, "value": item.value, "as": item.form, "max": item.high} for item in frame.status
        ],
        "choices": [{"id": item.id, "label": item.label, "locked": item.locked} for item in frame.choices],
        "ask": frame.ask and {"prompt": frame.ask.prompt, "limit": frame.ask.limit},
        "notes": list(frame.notes),
        "ending": frame.ending and {"id": frame.ending.id, "title": frame.ending.title},
        "endings_open": frame.endings_open,
        "notice": frame.notice,
    }
