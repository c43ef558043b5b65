"""The folder that saves are kept in, and the only way to it: named slots, each with the save before the last one.

Every method raises EnvironmentFault where the disk, a permission or a lock stands in the way.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from engine.diagnostics.show import safe
from engine.errors import SaveError
from engine.saves.document import SaveDocument
from engine.saves.encoding import checksum_of, decode, encode
from engine.saves.guarding import guarded
from engine.saves.reading import NoSuchSave, NotAFile, read_file, told
from engine.saves.slots import PREVIOUS, a_slot, save_file, slot_of_file, split_name
from engine.storage.disk import Disk, RealDisk
from engine.storage.replacing import is_draft, replace_file

__all__ = ["DamagedSave", "Kept", "NoSuchSave", "NotAFile", "Overtaken", "Shelf", "shelf_in"]


class DamagedSave(SaveError):
    """What is in the slot is not a whole save."""


class Overtaken(SaveError):
    """Somebody else has saved in the slot since it was looked at."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A save as it lies on the shelf."""

    name: str
    document: SaveDocument
    checksum: str
    lost: int = 0
    """How many of the last turns of an autosave could not be read."""


@dataclass(frozen=True, slots=True)
class Shelf:
    folder: Path
    disk: Disk

    def slots(self) -> tuple[str, ...]:
        """The named slots that hold something, whole or not, in alphabetical order."""
        with told(str(self.folder), "cannot be listed"):
            try:
                names = self.disk.names(self.folder)
            except FileNotFoundError:
                return ()
        found = {slot_of_file(name) for name in names}
        return tuple(sorted(filter(None, found)))

    def read(self, name: str) -> Kept:
        """The save in a slot; `SLOT.prev` is the one before the last.

        Raises:
            SaveError: the name is no slot's, nothing is there, or it is not a whole save.
        """
        slot, is_previous = split_name(name)
        file = read_file(self.disk, self._path(slot, is_previous), name)
        try:
            return Kept(name, decode(file), checksum_of(file))
        except SaveError as damage:
            raise DamagedSave(f"`{name}` cannot be used: {damage}") from None

    def write(self, slot: str, document: SaveDocument, expected: int | None = None) -> Kept:
        """Keeps a save in a slot, as its next generation; the one there before becomes `SLOT.prev`.

        With `expected`, the generation last seen there, nobody else's save in between is lost.

        Raises:
            Overtaken: the slot holds another generation than expected.
            SaveError: the slot holds a save of another story, or has a name no slot can have.
        """
        a_slot(slot)
        with told(slot, "could not be saved, and what was saved before is as it was"):
            self.disk.make_folder(self.folder)
            with guarded(self.disk, self.folder):
                self.sweep()
                last = self._last(slot, document.edition.story)
                if expected is not None and last != expected:
                    raise Overtaken(f"another game has saved as `{slot}` since; to replace it, save again")
                kept = replace(document, generation=last + 1)
                file = _checked(kept)
                replace_file(self.disk, self._path(slot), file, self._path(slot, is_previous=True))
        return Kept(slot, kept, checksum_of(file))

    def remove(self, slot: str) -> None:
        """Empties a slot, the save before the last one too.

        Raises:
            NoSuchSave: it is empty.
        """
        a_slot(slot)
        with told(slot, "could not be removed"):
            paths = [self._path(slot, is_previous) for is_previous in (False, True)]
            if not any(self._is_there(path) for path in paths):
                raise NoSuchSave(f"there is no save `{slot}`")
            with guarded(self.disk, self.folder):
                for path in paths:
                    with suppress(FileNotFoundError):
                        self.disk.unlink(path)
                self.disk.sync_folder(self.folder)

    def set_aside(self, slot: str) -> str:
        """Gives what is in a slot and cannot be read another name, where nothing will replace it; that name."""
        with told(slot, "could not be kept aside"), guarded(self.disk, self.folder):
            return self._set_aside(slot)

    def sweep(self) -> None:
        """Takes away what processes have left that were ended in the middle of a save; only while guarded."""
        for name in self.disk.names(self.folder):
            if is_draft(name):
                with suppress(FileNotFoundError):
                    self.disk.unlink(self.folder / name)

    def generation(self, slot: str) -> int:
        """The generation in a slot, or of the save before the last one; 0 if there is none that can be read."""
        for name in (slot, slot + PREVIOUS):
            with suppress(SaveError):
                return self.read(name).document.generation
        return 0

    def _last(self, slot: str, story: str) -> int:
        """The generation in a slot that is about to be saved in; what cannot be read there is kept aside first."""
        try:
            there = self.read(slot).document
        except NoSuchSave:
            return self.generation(slot)
        except DamagedSave:
            self._set_aside(slot)
            return self.generation(slot)
        if there.edition.story != story:
            raise SaveError(f"`{slot}` is a save of another story, “{safe(there.edition.title)}”; choose another name")
        return there.generation

    def _set_aside(self, slot: str) -> str:
        mark = blake2b(read_file(self.disk, self._path(slot), slot), digest_size=4).hexdigest()
        aside = f"{slot}.damaged-{mark}"
        self.disk.replace(self._path(slot), self.folder / aside)
        self.disk.sync_folder(self.folder)
        return aside

    def _is_there(self, path: Path) -> bool:
        try:
            read_file(self.disk, path, path.name)
        except NoSuchSave:
            return False
        except NotAFile:
            pass
        return True

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
