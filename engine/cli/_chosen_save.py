"""The save a command is given: a slot's name, or a file's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics.show import safe
from engine.errors import SaveError
from engine.saves.disk import RealDisk
from engine.saves.document import SaveDocument
from engine.saves.encoding import checksum_of, decode
from engine.saves.reading import NoSuchSave, read_file
from engine.saves.shelf import DamagedSave, shelf_in
from engine.saves.slots import BEFORE, PREVIOUS, SAVE


@dataclass(frozen=True, slots=True)
class ChosenSave:
    name: str
    """As a slot it is known by, or the file's name without its ending."""
    document: SaveDocument
    checksum: str


def is_file_name(word: str) -> bool:
    """A word that names a file and not a slot: it has a folder or the ending of a save."""
    return "/" in word or Path(word).name != word or word.endswith(SAVE)


def chosen_save(word: str, folder: Path) -> ChosenSave:
    """The save of a slot in a folder, or of a file; `.save` may be left out where the word has a folder.

    Raises:
        SaveError: there is none, or it is damaged; the save before it is offered if that one is whole.
    """
    try:
        return _read(word, folder)
    except NoSuchSave:
        raise
    except SaveError as damage:
        earlier = _before(word)
        if _is_whole(earlier, folder):
            raise DamagedSave(f"{damage}; the save before it is whole, as {safe(earlier)}") from None
        raise


def _read(word: str, folder: Path) -> ChosenSave:
    if not is_file_name(word):
        kept = shelf_in(folder).read(word)
        return ChosenSave(kept.name, kept.document, kept.checksum)
    file = _file(word)
    shown = safe(str(file))
    data = read_file(RealDisk(), file, shown)
    try:
        return ChosenSave(file.name.removesuffix(SAVE), decode(data), checksum_of(data))
    except SaveError as damage:
        raise DamagedSave(f"{shown} cannot be used: {damage}") from None


def _file(word: str) -> Path:
    written = Path(word)
    longer = written.with_name(written.name + SAVE)
    return longer if longer.exists() and not written.exists() else written


def _before(word: str) -> str:
    """The name of the save before a save."""
    if not is_file_name(word):
        return word + PREVIOUS
    return str(_file(word)).removesuffix(SAVE) + BEFORE


def _is_whole(word: str, folder: Path) -> bool:
    try:
        _read(word, folder)
    except (SaveError, OSError):
        return False
    return True
