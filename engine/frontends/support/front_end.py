"""What a front end is, one function that plays a game over the streams it is given, and which one plays."""

from __future__ import annotations

import os

from engine.discovery import load_plug, plug_names
from engine.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol, TextIO

    from engine.presentation.pages import StoryInfo
    from engine.runtime.commands import Command
    from engine.runtime.frame import Frame
else:
    Protocol = object


class PlayableGame(Protocol):
    """One player of one story: a session, or a wrapper around one."""

    @property
    def frame(self) -> Frame: ...

    def do(self, command: Command, /) -> Frame:
        """Carry out a command and return the next frame; one that cannot be carried out changes only the notice."""


@dataclass(frozen=True, slots=True)
class Streams:
    """All of the outside world a front end may use."""

    input: TextIO
    output: TextIO
    environment: Mapping[str, str]
    story: StoryInfo


class FrontEnd(Protocol):
    """A module of the folder `frontends`."""

    def play(self, game: PlayableGame, streams: Streams) -> int:
        """Play until the player leaves, and return the exit code."""


_NEEDS_A_TERMINAL = "terminal"


def front_end_names() -> tuple[str, ...]:
    return plug_names([f"{os.path.dirname(__file__)}/.."])  # noqa: PTH120 - at every start


def front_end(name: str) -> FrontEnd:
    """Import and return the front end of a name in `front_end_names`."""
    front_end: FrontEnd = load_plug("engine.frontends", name)
    return front_end


def choose_front_end(name: str | None, source: TextIO, output: TextIO, environment: Mapping[str, str]) -> str:
    """Return the name asked for, but `plain` for the terminal, or for no name, where there is no full terminal."""
    if name not in (None, _NEEDS_A_TERMINAL):
        return name
    return _NEEDS_A_TERMINAL if _is_a_terminal(source, output, environment) else "plain"


def _is_a_terminal(source: TextIO, output: TextIO, environment: Mapping[str, str]) -> bool:
    """Return whether both streams are a full terminal; Windows consoles set no `TERM`."""
    able = os.name == "nt" or environment.get("TERM", "") not in ("", "dumb")
    return able and source.isatty() and output.isatty()


def columns(output: TextIO, otherwise: int = 72) -> int:
    """Return the width of the terminal behind a stream, or `otherwise` where there is none."""
    try:
        return os.get_terminal_size(output.fileno()).columns or otherwise
    except (OSError, ValueError):
        return otherwise
