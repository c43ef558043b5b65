"""The save a command is given, or told to make: a slot's name, or a file's."""

from __future__ import annotations

from pathlib import Path

from engine.cli.streams import write_message
from engine.cli.support.files import check_names
from engine.diagnostics.show import safe
from engine.errors import AccessError, SaveError
from engine.saves.format.document import SaveDocument
from engine.saves.shelf.lookup import is_path, look_up_save
from engine.saves.shelf.save_files import aside_words
from engine.saves.shelf.shelf import DamagedSave, Shelf, StoredSave, shelf_in
from engine.saves.shelf.slots import BEFORE, PREVIOUS, SAVE, check_not_reserved


def find_save(shelf: Shelf, word: str, story: str) -> StoredSave:
    """The save of a slot, or of a file; a file's `.save` may be left out.

    Raises:
        SaveError: there is none, or it is damaged; the save before it is offered if that one is whole.
    """
    name = _file_name(word) if is_path(word) else word
    try:
        return look_up_save(shelf, name, story)
    except DamagedSave as damage:
        before = name.removesuffix(SAVE) + BEFORE if is_path(word) else name + PREVIOUS
        if not _is_whole(shelf, before, story):
            raise
        raise DamagedSave(f"{damage}; the save before it is whole: samarra replay {safe(before)}") from None


def write_save(shelf: Shelf, word: str, document: SaveDocument, force: bool, why: str = "") -> str:
    """Keep a save in a slot, or in a file of its own, where it is always a first generation; return its name.

    Raises:
        SaveError, AccessError: it cannot be kept.
    """
    if is_path(word):
        path = save_file(word)
        check_names([path], force)
        kept = shelf_in(path.parent).write_file(check_not_reserved(path.name), document)
        write_message(f"wrote {safe(str(path))}" + (f": {why}" if why else ""))
    else:
        kept = shelf.write(word, document)
    for name in kept.aside:
        write_message(aside_words(name))
    return kept.name


def save_file(word: str) -> Path:
    """Return the file that a path means, whose `.save` may be left out."""
    return Path(word).with_name(Path(word).name.removesuffix(SAVE) + SAVE)


def _file_name(word: str) -> str:
    longer = word + SAVE
    return longer if Path(longer).exists() and not Path(word).exists() else word


def _is_whole(shelf: Shelf, name: str, story: str) -> bool:
    try:
        look_up_save(shelf, name, story)
    except (SaveError, AccessError):
        return False
    return True
