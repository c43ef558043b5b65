"""Continues a saved game: the one that was named, the autosave if the player likes, or a replay taken over."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TextIO, cast

from engine.cli.streams import write_message
from engine.cli.support.save_argument import save_of_steps
from engine.cli.support.start_game import OpenGame, open_game
from engine.diagnostics.show import quoted, safe_words
from engine.errors import AccessError, SaveError, UsageError
from engine.frontends.support.ascii_fallback import showable
from engine.frontends.support.front_end import choose_front_end
from engine.program.model import Program
from engine.records import dataclass, replace
from engine.runtime.journal import Step
from engine.saves.format.document import Parent
from engine.saves.shelf.lookup import look_up_save
from engine.saves.shelf.save_files import NoSuchSaveError
from engine.saves.shelf.shelf import Shelf, StoredSave
from engine.saves.shelf.slots import AUTO, PREVIOUS, SAVE, check_slot, is_slot

YES = ("", "y", "yes")
NO = ("n", "no")
LONGEST_ANSWER = 4096
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9_-]+", re.ASCII)
_LONGEST_START = 48


@dataclass(slots=True)
class PushbackReader:
    """An input with a line put back that was not an answer to our question."""

    line: str
    source: TextIO

    def readline(self, limit: int = -1) -> str:
        if not self.line:
            return self.source.readline(limit)
        cut = len(self.line) if limit < 0 else limit
        line, self.line = self.line[:cut], self.line[cut:]
        return line


def continue_game(
    arguments: argparse.Namespace, game: OpenGame, source: TextIO, output: TextIO
) -> tuple[str | None, TextIO]:
    """Move a session to where it is to continue, if that is wanted; return a notice for the player and the input left.

    Raise SaveError if a save was asked for and cannot be used.
    """
    if arguments.load is not None:
        return _load(game, arguments.load), source
    if arguments.resume:
        return _resume(game), source
    for save in _unfinished_games(game):
        is_wanted, source = _ask_to_continue(save, source, output)
        if not is_wanted:
            return None, source
        try:
            return game.session.resume(game.saves.resume_from(game.session.program, save)), source
        except SaveError as refusal:
            write_message(f"samarra: {refusal}")
    return None, source


def _load(game: OpenGame, name: str) -> str:
    return game.session.resume(game.saves.load(game.session.program, name))


def _resume(game: OpenGame) -> str:
    try:
        return _load(game, AUTO)
    except NoSuchSaveError:
        raise NoSuchSaveError(
            "there is no game of this story to go on with; without --resume, a new one begins"
        ) from None


def _unfinished_games(game: OpenGame) -> Iterator[StoredSave]:
    """Yield the autosave, or the one before it if that one is damaged; nothing if that game has ended."""
    for name in (AUTO, AUTO + PREVIOUS):
        try:
            save = look_up_save(game.saves.shelf, name, game.session.program.id)
        except NoSuchSaveError:
            return
        except (SaveError, AccessError) as refusal:
            write_message(f"samarra: {refusal}")
            continue
        if not save.document.summary.ending and save.document.journal:
            yield save
        return


def _ask_to_continue(save: StoredSave, source: TextIO, output: TextIO) -> tuple[bool, TextIO]:
    """Return whether the player continues; a pipe whose line is neither yes nor no means the new game."""
    summary = save.document.summary
    where = safe_words(summary.title or summary.scene)
    question = f"You left off at “{where}”, turn {summary.turn}. Go on from there? (yes or no) > "
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


def take_over(program: Program, shelf: Shelf, save: StoredSave, steps: Sequence[Step], name: str | None) -> int:
    """Save a replayed game after these steps in an empty slot, and play on from there; return the exit code."""
    turn = steps[-1].state.cells[0]
    slot = _free_slot(shelf, save.name, turn) if name is None else _check_empty(shelf, name)
    parent = Parent(save.name, save.checksum, turn)
    document = replace(save_of_steps(program, steps, save.document), generation=save.document.generation, parent=parent)
    with open_game(program, steps[0].state.seed, str(shelf.folder)) as game:
        game.session.resume(game.saves.resume_from(program, replace(save, document=document)))
        notice = game.saves.save(game.session, slot)
        return game.play(choose_front_end(None, sys.stdin, sys.stdout, os.environ), notice)


def _check_empty(shelf: Shelf, name: str) -> str:
    if check_slot(name) in shelf.slots():
        raise UsageError(f"there is a save {quoted(name)} already; choose another name for the new one")
    return name


def _free_slot(shelf: Shelf, name: str, turn: int) -> str:
    """Return an empty slot named after the save and the turn of the take-over."""
    start = _NOT_IN_A_NAME.sub("-", Path(name).name.removesuffix(SAVE).casefold()).strip("-_")[:_LONGEST_START]
    first = f"{start}-{turn}" if is_slot(f"{start}-{turn}") else f"game-{turn}"
    slots = shelf.slots()
    return next(slot for slot in chain([first], (f"{first}-{number}" for number in count(2))) if slot not in slots)
