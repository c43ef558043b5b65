"""What a front end is, one function that plays a game over the streams it is given, and which one plays."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO, cast

from engine.discovery import load_plug, plug_names
from engine.presentation.pages import StoryInfo
from engine.runtime.commands import Command
from engine.runtime.frame import Frame


class Game(Protocol):
    """One player walking one story: a session, or whatever stands around one."""

    @property
    def frame(self) -> Frame: ...

    def do(self, command: Command, /) -> Frame:
        """Does a command and answers with the frame after it; what cannot be done changes nothing but the notice."""


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


_PACKAGE = "engine.frontends"
_NEEDS_A_TERMINAL = "terminal"


def front_end_names() -> tuple[str, ...]:
    return plug_names([str(Path(__file__).parent.parent)])


def front_end(name: str) -> FrontEnd:
    """The front end of a name in `front_end_names`, imported now."""
    return cast(FrontEnd, load_plug(_PACKAGE, name))


def choose_front_end(wanted: str | None, source: TextIO, output: TextIO, environment: Mapping[str, str]) -> str:
    """The name wanted, or `plain` where a full terminal is wanted, or nothing in particular, and there is none."""
    if wanted not in (None, _NEEDS_A_TERMINAL):
        return wanted
    return _NEEDS_A_TERMINAL if _is_a_terminal(source, output, environment) else "plain"


def _is_a_terminal(source: TextIO, output: TextIO, environment: Mapping[str, str]) -> bool:
    """Windows consoles set no `TERM`."""
    able = os.name == "nt" or environment.get("TERM", "") not in ("", "dumb")
    return able and source.isatty() and output.isatty()


def columns(output: TextIO, otherwise: int = 72) -> int:
    """The width of the terminal behind a stream, or another where there is none."""
    try:
        return os.get_terminal_size(output.fileno()).columns or otherwise
    except (OSError, ValueError):
        return otherwise
