"""The folder that saves are kept in, and the only way to it: named slots, each with the save before the last one.

Every method raises AccessError where the disk, a permission or a lock stands in the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from engine.diagnostics.show import safe
from engine.errors import SaveError
from engine.saves.format.document import SaveDocument
from engine.saves.format.save_file import checksum_of, decode, encode
from engine.saves.shelf.save_files import (
    NoSuchSave,
    NotAFile,
    abandoned_drafts,
    is_ours,
    make_way,
    os_errors_as,
    read_file,
    set_aside,
)
from engine.saves.shelf.slots import BEFORE, PREVIOUS, SAVE, check_slot, save_file, slot_of_file, split_name
from engine.storage.atomic_write import replace_file
from engine.storage.disk import Disk, RealDisk
from engine.storage.folder_lock import folder_lock

__all__ = ["DamagedSave", "NoSuchSave", "NotAFile", "SaveConflict", "Shelf", "StoredSave", "shelf_in"]


class DamagedSave(SaveError):
    """What is in the slot is not a whole save."""


class SaveConflict(SaveError):
    """Somebody else has saved in the slot since it was looked at."""


@dataclass(frozen=True, slots=True)
class StoredSave:
    """A save as it lies on the shelf."""

    name: str
    document: SaveDocument
    checksum: str
    lost_turns: int = 0
    """How many of the last turns of an autosave could not be read."""
    aside: tuple[str, ...] = ()
    """The names that files have now which stood in its way and were no saves."""


@dataclass(frozen=True, slots=True)
class Shelf:
    folder: Path
    disk: Disk

    def slots(self) -> tuple[str, ...]:
        """The named slots that hold something, whole or not, in alphabetical order."""
        with os_errors_as(str(self.folder), "cannot be listed"):
            try:
                names = self.disk.names(self.folder)
            except FileNotFoundError:
                return ()
        found = {slot_of_file(name) for name in names}
        return tuple(sorted(filter(None, found)))

    def read(self, name: str) -> StoredSave:
        """The save in a slot; `SLOT.prev` is the one before the last.

        Raises:
            SaveError: the name is no slot's, nothing is there, or it is not a whole save.
        """
        slot, is_previous = split_name(name)
        file = read_file(self.disk, self._path(slot, is_previous), name)
        try:
            return StoredSave(name, decode(file), checksum_of(file))
        except SaveError as damage:
            raise DamagedSave(f"`{name}` cannot be used: {damage}") from None

    def write(self, slot: str, document: SaveDocument, expected: int | None = None) -> StoredSave:
        """Keeps a save in a slot, as its next generation; the one there before becomes `SLOT.prev`.

        With `expected`, the generation last seen there, nobody else's save in between is lost.

        Raises:
            SaveConflict: the slot holds another generation than expected.
            SaveError: the slot holds a save of another story, or has a name no slot can have.
        """
        check_slot(slot)
        with os_errors_as(slot, "could not be saved, and what was saved before is as it was"):
            self.disk.make_folder(self.folder)
            path, previous = self._path(slot), self._path(slot, is_previous=True)
            with self._swept():
                there, aside = self._cleared(path, previous, slot)
                if there is not None and there.edition.story != document.edition.story:
                    title = safe(there.edition.title)
                    raise SaveError(f"`{slot}` is a save of another story, “{title}”; choose another name")
                last = self.generation(slot) if there is None else there.generation
                if expected is not None and last not in (0, expected):
                    raise SaveConflict(f"another game has saved as `{slot}` since; to replace it, save again")
                kept = replace(document, generation=last + 1)
                file = _checked(kept)
                replace_file(self.disk, path, file, previous)
        return StoredSave(slot, kept, checksum_of(file), aside=aside)

    def write_file(self, name: str, document: SaveDocument) -> StoredSave:
        """Keep a save in a file of the folder that need not be a slot's, always as a first generation.

        The save there before is then in a file beside it, unless it is the same one.
        """
        path, previous = self.folder / name, self.folder / (name.removesuffix(SAVE) + BEFORE)
        kept = replace(document, generation=1)
        file = _checked(kept)
        with os_errors_as(str(path), "could not be saved, and what was saved before is as it was"), self._swept():
            there, aside = self._cleared(path, previous, str(path))
            if there != kept:
                replace_file(self.disk, path, file, previous)
        return StoredSave(str(path), kept, checksum_of(file), aside=aside)

    def remove(self, slot: str) -> None:
        """Empties a slot, the save before the last one too.

        Raises:
            NoSuchSave: it is empty.
        """
        check_slot(slot)
        with os_errors_as(slot, "could not be removed"):
            if not self.remove_files(self._path(slot), self._path(slot, is_previous=True)):
                raise NoSuchSave(f"there is no save `{slot}`")

    def remove_files(self, *paths: Path) -> bool:
        """Remove files of the folder; whether there were any.

        Raises:
            SaveError: one of them is not ours; then none is removed.
        """
        there = []
        for path in paths:
            with suppress(NoSuchSave):
                if not is_ours(self.disk, path):
                    raise SaveError(f"`{safe(path.name)}` was not written by samarra and is left as it is")
                there.append(path)
        if there:
            with folder_lock(self.disk, self.folder):
                for path in there:
                    with suppress(FileNotFoundError):
                        self.disk.unlink(path)
                self.disk.sync_folder(self.folder)
        return bool(there)

    def set_aside(self, slot: str) -> str:
        """Gives a damaged save in a slot another name, where nothing will replace it; that name.

        Raises:
            NotAFile: what is in the slot is not ours, and is left as it is.
        """
        path = self._path(slot)
        with os_errors_as(slot, "could not be kept aside"), folder_lock(self.disk, self.folder):
            if not is_ours(self.disk, path):
                raise NotAFile(f"`{slot}` was not written by samarra")
            return set_aside(self.disk, path)

    def sweep(self) -> None:
        """Takes away what processes have left that were ended in the middle of a save; only while guarded."""
        for path in abandoned_drafts(self.disk, self.folder):
            with suppress(FileNotFoundError):
                self.disk.unlink(path)

    def generation(self, slot: str) -> int:
        """The generation in a slot, or of the save before the last one; 0 if there is none that can be read."""
        for name in (slot, slot + PREVIOUS):
            with suppress(SaveError):
                return self.read(name).document.generation
        return 0

    @contextmanager
    def _swept(self) -> Iterator[None]:
        """The folder is ours alone while this lasts, and nothing half done lies in it."""
        with folder_lock(self.disk, self.folder):
            self.sweep()
            yield

    def _cleared(self, path: Path, previous: Path, name: str) -> tuple[SaveDocument | None, tuple[str, ...]]:
        """Return the save at a path, and the names under which what cannot be one, or is not ours, is kept aside."""
        there: SaveDocument | None = None
        aside: tuple[str, ...] = ()
        try:
            there = decode(read_file(self.disk, path, name))
        except NoSuchSave:
            pass
        except NotAFile:
            raise
        except SaveError:
            aside = (set_aside(self.disk, path),)
        return there, aside + make_way(self.disk, previous)

    def _path(self, slot: str, is_previous: bool = False) -> Path:
        return self.folder / save_file(slot, is_previous)


def shelf_in(folder: Path) -> Shelf:
    """The shelf of a folder of this machine; the folder is made when something is first kept in it."""
    return Shelf(folder, RealDisk())


def _checked(document: SaveDocument) -> bytes:
    """The bytes of a save that are known to read back as the same save."""
    file = encode(document)
    if decode(file) != document:
        raise SaveError("this game could not be saved: it does not read back as it is")
    return file
