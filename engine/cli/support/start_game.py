"""Starts a new game at a front end, with its saves and the hints of its proof; what saves need is loaded with them."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager

from engine.cli.streams import OUTPUT
from engine.frontends.support.front_end import Streams, front_end
from engine.presentation.pages import story_info
from engine.prove.hints.live_hints import LiveHints
from engine.records import dataclass, replace
from engine.runtime.commands import Command, Quit
from engine.runtime.session import LoadedGame, Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from engine.program.model import Program
    from engine.runtime.frame import Frame
    from engine.saves.session_saves import SessionSaves


@dataclass(slots=True)
class DeferredSaves:
    """The saves of one session, opened when the first command is given or a save is asked for."""

    folder: str
    _saves: SessionSaves | None = None
    _since: float = 0.0
    """When the session began."""

    def begin(self, session: Session) -> None:
        """Start to count the time that is played."""
        self._since = time.monotonic()

    def open(self, session: Session) -> SessionSaves:
        """Return the saves of the session, which begin with the game as it is when they are first opened."""
        if self._saves is None:
            from pathlib import Path

            from engine.saves.session_saves import SessionSaves
            from engine.saves.shelf.shelf import shelf_in

            self._saves = SessionSaves(shelf_in(Path(self.folder)))
            self._saves.begin(session, self._since)
        return self._saves

    def save(self, session: Session, slot: str) -> str:
        return self.open(session).save(session, slot)

    def load(self, program: Program, slot: str) -> LoadedGame:
        assert self._saves is not None
        return self._saves.load(program, slot)

    def record(self, session: Session) -> str | None:
        return self.open(session).record(session)

    def close(self) -> None:
        """Let another game have the autosave."""
        if self._saves is not None:
            self._saves.close()


@dataclass(slots=True)
class OpenGame:
    """A session as a front end plays it: its saves open with the first command, its first frame can carry a notice."""

    session: Session
    deferred_saves: DeferredSaves
    notice: str | None = None

    @property
    def saves(self) -> SessionSaves:
        return self.deferred_saves.open(self.session)

    @property
    def frame(self) -> Frame:
        return replace(self.session.frame, notice=self.notice)

    def do(self, command: Command, /) -> Frame:
        if not isinstance(command, Quit):
            self.deferred_saves.open(self.session)
        self.notice = None
        return self.session.do(command)

    def play(self, name: str, notice: str | None, source: TextIO | None = None) -> int:
        """Run the front end of that name until the player leaves; return its exit code."""
        info = story_info(self.session.program, self.session.state)
        streams = Streams(source or sys.stdin, sys.stdout, os.environ, info)
        self.notice, player = notice, front_end(name)
        OUTPUT.has_begun = self.frame is not None
        return player.play(self, streams)


@contextmanager
def open_game(program: Program, seed: int, folder: str) -> Iterator[OpenGame]:
    """Begin a game that saves to a folder and has the hints of its story's proof; close its autosave at the end."""
    saves = DeferredSaves(folder)
    try:
        yield OpenGame(Session(program, seed, saves, LiveHints(program)), saves)
    finally:
        saves.close()
