"""What a front end is: one function that plays a game over the streams and the environment it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, TextIO

from engine.runtime.commands import Command
from engine.runtime.frame import Frame


class Game(Protocol):
    """One player walking one story: a session, or whatever stands around one."""

    @property
    def frame(self) -> Frame: ...

    def do(self, command: Command, /) -> Frame:
        """Does a command and answers with the frame after it; what cannot be done changes nothing but the notice."""


@dataclass(frozen=True, slots=True)
class StoryInfo:
    """What a frame does not say: the words on the outside of the story."""

    title: str
    author: str = ""
    about: str = ""
    """The content note."""
    opening: frozenset[str] = frozenset()
    """Ids of the epigraphs that stand before the first act."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """The title of each page of the journal, by id."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """What sort of truth each of them tells, where it says so."""


@dataclass(frozen=True, slots=True)
class Streams:
    """All of the outside world a front end may touch."""

    input: TextIO
    output: TextIO
    environment: Mapping[str, str]
    cover: StoryInfo


class FrontEnd(Protocol):
    """A module of this folder whose name has no leading underscore."""

    def play(self, game: Game, surroundings: Streams) -> int:
        """Plays until the player leaves, and answers with the exit code."""
