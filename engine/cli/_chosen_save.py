"""The save a command is given, or told to make: a slot's name, or a file's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engine.cli._files import write
from engine.diagnostics.show import safe
from engine.errors import EnvironmentFault, SaveError
from engine.saves.document import SaveDocument
from engine.saves.encoding import encode
from engine.saves.finding import found, is_path
from engine.saves.shelf import DamagedSave, Kept, Shelf
from engine.saves.slots import BEFORE, PREVIOUS, SAVE


def chosen_save(shelf: Shelf, word: str, story: str) -> Kept:
    """The save of a slot, or of a file; a file's `.save` may be left out.

    Raises:
        SaveError: there is none, or it is damaged; the save before it is offered if that one is whole.
    """
    name = _file_name(word) if is_path(word) else word
    try:
        return found(shelf, name, story)
    except DamagedSave as damage:
        before = name.removesuffix(SAVE) + BEFORE if is_path(word) else name + PREVIOUS
        if not _is_whole(shelf, before, story):
            raise
        raise DamagedSave(f"{damage}; the save before it is whole: samarra replay {safe(before)}") from None


def keep_save(shelf: Shelf, word: str, document: SaveDocument, force: bool, why: str = "") -> str:
    """Keep a save in a slot, or in a file of its own, where it is always a first generation; return its name.

    Raises:
        SaveError, EnvironmentFault: it cannot be kept.
    """
    if not is_path(word):
        return shelf.write(word, document).name
    path = save_file(word)
    write(path, encode(replace(document, generation=1)), force, why)
    return str(path)


def save_file(word: str) -> Path:
    """Return the file that a path means, whose `.save` may be left out."""
    return Path(word).with_name(Path(word).name.removesuffix(SAVE) + SAVE)


def _file_name(word: str) -> str:
    longer = word + SAVE
    return longer if Path(longer).exists() and not Path(word).exists() else word


def _is_whole(shelf: Shelf, name: str, story: str) -> bool:
    try:
        found(shelf, name, story)
    except (SaveError, EnvironmentFault):
        return False
    return True
