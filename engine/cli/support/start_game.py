"""A game at a front end: the one place where a session, its saves and what is proved of its story are put together."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TextIO

from engine.cli.streams import OUTPUT
from engine.frontends.support.front_end import Streams, front_end
from engine.presentation.pages import story_info
from engine.program.model import Program
from engine.prove.hints.live_hints import LiveHints
from engine.runtime.commands import Command
from engine.runtime.frame import Frame
from engine.runtime.session import Session
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.shelf import Shelf


@dataclass(slots=True)
class Announced:
    """A game whose first frame says something beside the story."""

    session: Session
    notice: str | None

    @property
    def frame(self) -> Frame:
        return replace(self.session.frame, notice=self.notice)

    def do(self, command: Command, /) -> Frame:
        self.notice = None
        return self.session.do(command)


@dataclass(frozen=True, slots=True)
class Game:
    """A session with its saves."""

    session: Session
    keeper: SessionSaves

    def play(self, name: str, notice: str | None, source: TextIO | None = None) -> int:
        """Hand the game to the front end of that name until the player leaves; return its exit code."""
        cover = story_info(self.session.program, self.session.state)
        surroundings = Streams(source or sys.stdin, sys.stdout, os.environ, cover)
        game, chosen = Announced(self.session, notice), front_end(name)
        OUTPUT.has_begun = game.frame is not None
        return chosen.play(game, surroundings)


@contextmanager
def open_game(program: Program, seed: int, shelf: Shelf) -> Iterator[Game]:
    """Begin a game that saves to a shelf and knows what is proved of its story; close its autosave at the end."""
    keeper = SessionSaves(shelf)
    session = Session(program, seed, keeper, LiveHints(program))
    try:
        yield Game(session, keeper)
    finally:
        keeper.close()
