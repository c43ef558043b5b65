"""How a game begins: anew, from a save that was named, or, if the player likes, from where they left off."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TextIO, cast

from engine.cli.streams import write_message
from engine.diagnostics.show import safe_words
from engine.errors import AccessError, SaveError
from engine.frontends.support.ascii_fallback import showable
from engine.runtime.session import Session
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.lookup import look_up_save
from engine.saves.shelf.save_files import NoSuchSave
from engine.saves.shelf.shelf import StoredSave
from engine.saves.shelf.slots import AUTO, PREVIOUS

YES = ("", "y", "yes")
NO = ("n", "no")
LONGEST_ANSWER = 4096


@dataclass(slots=True)
class PushbackReader:
    """An input with a line put back that was not meant for us."""

    line: str
    source: TextIO

    def readline(self, limit: int = -1) -> str:
        if not self.line:
            return self.source.readline(limit)
        cut = len(self.line) if limit < 0 else limit
        line, self.line = self.line[:cut], self.line[cut:]
        return line


def start_game(
    arguments: argparse.Namespace, session: Session, keeper: SessionSaves, source: TextIO, output: TextIO, asks: bool
) -> tuple[str | None, TextIO]:
    """Puts a session where it is to begin; what to tell the player, and the input that is left.

    Raises:
        SaveError: a save was asked for and cannot be used.
    """
    if arguments.load is not None:
        return session.load(arguments.load), source
    if arguments.resume:
        return _resumed(session), source
    if arguments.new or arguments.seed is not None or not asks:
        return None, source
    for kept in _left_off(session, keeper):
        goes_on, source = _asked(kept, source, output)
        if not goes_on:
            return None, source
        try:
            return session.resume(keeper.resume_from(session.program, kept)), source
        except SaveError as refusal:
            write_message(f"samarra: {refusal}")
    return None, source


def _resumed(session: Session) -> str:
    try:
        return session.load(AUTO)
    except NoSuchSave:
        raise NoSuchSave("there is no game of this story to go on with; without --resume, a new one begins") from None


def _left_off(session: Session, keeper: SessionSaves) -> Iterator[StoredSave]:
    """The autosave, or the one before it if that one is damaged; a game that has ended is not gone on with."""
    for name in (AUTO, AUTO + PREVIOUS):
        try:
            kept = look_up_save(keeper.shelf, name, session.program.id)
        except NoSuchSave:
            return
        except (SaveError, AccessError) as refusal:
            write_message(f"samarra: {refusal}")
            continue
        if not kept.document.summary.ending and kept.document.journal:
            yield kept
        return


def _asked(kept: StoredSave, source: TextIO, output: TextIO) -> tuple[bool, TextIO]:
    """Whether the player goes on; whoever types neither yes nor no into a pipe means the new game."""
    shown = kept.document.summary
    where = safe_words(shown.title or shown.scene)
    question = f"You left off at “{where}”, turn {shown.turn}. Go on from there? (yes or no) > "
    while True:
        _say(output, question)
        line = source.readline(LONGEST_ANSWER)
        if not _is_a_terminal(source):
            _say(output, "\n")
        answer = line.strip().casefold()
        if not line or answer in NO:
            return False, source
        if answer in YES:
            return True, source
        if not _is_a_terminal(source):
            return False, cast(TextIO, PushbackReader(line, source))


def _say(output: TextIO, text: str) -> None:
    output.write(showable(text, output.encoding))
    output.flush()


def _is_a_terminal(source: TextIO) -> bool:
    with suppress(AttributeError, ValueError):
        return source.isatty()
    return False
