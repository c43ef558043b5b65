"""A game that was played back, given to the player at a rest of their choice, as a save of its own."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from engine.cli.support.save_of_steps import save_of_steps
from engine.cli.support.start_game import open_game
from engine.diagnostics.show import quoted
from engine.errors import UsageError
from engine.frontends.support.front_end import choose_front_end
from engine.program.model import Program
from engine.runtime.journal import Step
from engine.saves.format.document import Parent, SaveDocument
from engine.saves.shelf.shelf import Shelf, StoredSave
from engine.saves.shelf.slots import SAVE, check_slot, is_slot

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9_-]+", re.ASCII)
_LONGEST_START = 48


def take_over(program: Program, shelf: Shelf, save: StoredSave, steps: Sequence[Step], name: str | None) -> int:
    """Keeps the game as it stood there in a slot that was empty, and lets it be played on.

    Raises:
        SaveError, AccessError: it cannot be kept.
    """
    slot = _free_slot(shelf, save.name, steps[-1].state.cells[0]) if name is None else _empty(shelf, name)
    with open_game(program, steps[0].state.seed, shelf) as game:
        game.session.resume(
            game.keeper.resume_from(program, replace(save, document=_as_it_stood(program, save, steps)))
        )
        told = game.keeper.save(game.session, slot)
        return game.play(choose_front_end(None, sys.stdin, sys.stdout, os.environ), told)


def _as_it_stood(program: Program, save: StoredSave, steps: Sequence[Step]) -> SaveDocument:
    """What the save was at an earlier step, as the parent of what comes next."""
    parent = Parent(save.name, save.checksum, steps[-1].state.cells[0])
    document = save_of_steps(program, steps, save.document)
    return replace(document, generation=save.document.generation, parent=parent)


def _empty(shelf: Shelf, name: str) -> str:
    if check_slot(name) in shelf.slots():
        raise UsageError(f"there is a save {quoted(name)} already; choose another name for the new one")
    return name


def _free_slot(shelf: Shelf, name: str, turn: int) -> str:
    """A slot named after the save and the turn it is taken over at."""
    taken = shelf.slots()
    return next(slot for slot in _names(name, turn) if slot not in taken)


def _names(name: str, turn: int) -> Iterator[str]:
    start = _NOT_IN_A_NAME.sub("-", Path(name).name.removesuffix(SAVE).casefold()).strip("-_")[:_LONGEST_START]
    first = f"{start}-{turn}"
    first = first if is_slot(first) else f"game-{turn}"
    yield first
    yield from (f"{first}-{number}" for number in count(2))
