"""Reads and writes the folder of saves: named slots, each with its last save and the one before.

Every method raises AccessError where the disk, a permission or a lock stands in the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.diagnostics.show import safe
from engine.errors import SaveError
from engine.records import dataclass, replace
from engine.saves.format.document import SaveDocument
from engine.saves.format.save_file import checksum_of, decode, encode_checked
from engine.saves.shelf.save_files import (
    NoSuchSaveError,
    NotAFileError,
    abandoned_drafts,
    is_ours,
    make_way,
    os_errors_as,
    read_file,
    set_aside,
)
from engine.saves.shelf.slots import BEFORE, PREVIOUS, SAVE, check_slot, parse_save_name, save_file_name, slot_of_file
from engine.storage.atomic_write import replace_file
from engine.storage.disk import Disk, RealDisk
from engine.storage.folder_lock import folder_lock

__all__ = [
    "DamagedSaveError",
    "NoSuchSaveError",
    "NotAFileError",
    "SaveConflictError",
    "Shelf",
    "StoredSave",
    "shelf_in",
]


class DamagedSaveError(SaveError):
    """What is in the slot is not a whole save."""


class SaveConflictError(SaveError):
    """Another game has saved in the slot since it was read."""


@dataclass(frozen=True, slots=True)
class StoredSave:
    """A save on the shelf."""

    name: str
    document: SaveDocument
    checksum: str
    lost_turns: int = 0
    """How many of the last turns of an autosave could not be read."""
    aside: tuple[str, ...] = ()
    """The new names of files that were in its way and were not saves."""


@dataclass(frozen=True, slots=True)
class Shelf:
    folder: Path
    disk: Disk

    def slots(self) -> tuple[str, ...]:
        """Return the named slots that hold something, whole or not, in alphabetical order."""
        with os_errors_as(str(self.folder), "cannot be listed"):
            try:
                names = self.disk.names(self.folder)
            except FileNotFoundError:
                return ()
        slots = {slot_of_file(name) for name in names}
        return tuple(sorted(filter(None, slots)))

    def read(self, name: str) -> StoredSave:
        """Return the save in a slot, or with `SLOT.prev` the one before it; raise SaveError if it is no whole save."""
        slot, is_previous = parse_save_name(name)
        file = read_file(self.disk, self._path(slot, is_previous), name)
        try:
            return StoredSave(name, decode(file), checksum_of(file))
        except SaveError as damage:
            raise DamagedSaveError(f"`{name}` cannot be used: {damage}") from None

    def write(self, slot: str, document: SaveDocument, expected: int | None = None) -> StoredSave:
        """Write a save to a slot as its next generation; the save that was there becomes `SLOT.prev`.

        With `expected`, the generation last seen there, no save of another game in between is lost.

        Raises:
            SaveConflictError: the slot holds another generation than expected.
            SaveError: the slot holds a save of another story, or has a name no slot can have.
        """
        check_slot(slot)
        with os_errors_as(slot, "could not be saved, and what was saved before is as it was"):
            self.disk.make_folder(self.folder)
            path, previous = self._path(slot), self._path(slot, is_previous=True)
            with self._locked():
                present, aside = self._clear_path(path, previous, slot)
                if present is not None and present.edition.story != document.edition.story:
                    title = safe(present.edition.title)
                    raise SaveError(f"`{slot}` is a save of another story, “{title}”; choose another name")
                last = self.generation(slot) if present is None else present.generation
                if expected is not None and last not in (0, expected):
                    raise SaveConflictError(f"another game has saved as `{slot}` since; to replace it, save again")
                numbered = replace(document, generation=last + 1)
                file = encode_checked(numbered)
                replace_file(self.disk, path, file, previous)
        return StoredSave(slot, numbered, checksum_of(file), aside=aside)

    def write_file(self, name: str, document: SaveDocument) -> StoredSave:
        """Write a save to a file of the folder that need not be a slot's, always as a first generation.

        The save there before is then in a file beside it, unless it is the same one.
        """
        path, previous = self.folder / name, self.folder / (name.removesuffix(SAVE) + BEFORE)
        numbered = replace(document, generation=1)
        file = encode_checked(numbered)
        with os_errors_as(str(path), "could not be saved, and what was saved before is as it was"), self._locked():
            present, aside = self._clear_path(path, previous, str(path))
            if present != numbered:
                replace_file(self.disk, path, file, previous)
        return StoredSave(str(path), numbered, checksum_of(file), aside=aside)

    def remove(self, slot: str) -> None:
        """Remove the save in a slot, and the one before it; raise NoSuchSaveError if it is empty."""
        check_slot(slot)
        with os_errors_as(slot, "could not be removed"):
            if not self.remove_files(self._path(slot), self._path(slot, is_previous=True)):
                raise NoSuchSaveError(f"there is no save `{slot}`")

    def remove_files(self, *paths: Path) -> bool:
        """Remove files of the folder, and return whether there were any; raise SaveError if one is not ours."""
        present = []
        for path in paths:
            with suppress(NoSuchSaveError):
                if not is_ours(self.disk, path):
                    raise SaveError(f"`{safe(path.name)}` was not written by samarra and is left as it is")
                present.append(path)
        if present:
            with folder_lock(self.disk, self.folder):
                for path in present:
                    with suppress(FileNotFoundError):
                        self.disk.unlink(path)
                self.disk.sync_folder(self.folder)
        return bool(present)

    def set_aside(self, slot: str) -> str:
        """Give a damaged save of ours a name that nothing replaces, and return it; raise NotAFileError for others."""
        path = self._path(slot)
        with os_errors_as(slot, "could not be kept aside"), folder_lock(self.disk, self.folder):
            if not is_ours(self.disk, path):
                raise NotAFileError(f"`{slot}` was not written by samarra")
            return set_aside(self.disk, path)

    def sweep(self) -> None:
        """Remove the drafts of processes that were ended while they saved; only while the folder is locked."""
        for path in abandoned_drafts(self.disk, self.folder):
            with suppress(FileNotFoundError):
                self.disk.unlink(path)

    def generation(self, slot: str) -> int:
        """Return the generation in a slot, or else of the save before the last; 0 if neither can be read."""
        for name in (slot, slot + PREVIOUS):
            with suppress(SaveError):
                return self.read(name).document.generation
        return 0

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Lock the folder as long as the context lasts, and remove abandoned drafts first."""
        with folder_lock(self.disk, self.folder):
            self.sweep()
            yield

    def _clear_path(self, path: Path, previous: Path, name: str) -> tuple[SaveDocument | None, tuple[str, ...]]:
        """Return the save at a path, after setting aside what is no save or not ours, and the new names of that."""
        present: SaveDocument | None = None
        aside: tuple[str, ...] = ()
        try:
            present = decode(read_file(self.disk, path, name))
        except NoSuchSaveError:
            pass
        except NotAFileError:
            raise
        except SaveError:
            aside = (set_aside(self.disk, path),)
        return present, aside + make_way(self.disk, previous)

    def _path(self, slot: str, is_previous: bool = False) -> Path:
        return self.folder / save_file_name(slot, is_previous)


def shelf_in(folder: Path) -> Shelf:
    """Return the shelf of a folder on this machine; the folder is created when something is first saved."""
    return Shelf(folder, RealDisk())
