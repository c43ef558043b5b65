"""Power cut while a game saves: whatever the disk may then hold, the last save told is there and whole."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import SamarraError
from engine.runtime.session import Session
from engine.saves.format.document import SaveDocument
from engine.saves.format.save_file import encode
from engine.saves.recorder import save_of
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.lookup import look_up_save
from engine.saves.shelf.shelf import NoSuchSaveError, Shelf
from engine.storage.disk import Disk
from tests.saves.mill import mill, played, step
from tests.torture._memory_disk import MemoryDisk
from tests.torture._row import Row

MANY, FEWEST = 20_000, 400
FOLDER = Path("saves")
SLOT = FOLDER / "night.save"
PER_MOMENT = 4
"""Disks looked at for each operation."""
STEPS = 25
"""Of a game that is autosaved."""

Write = Callable[[Disk, SaveDocument], None]


class NoFsync(MemoryDisk):
    """A control: what is written is never synced."""

    def fsync(self, file: int) -> None:
        self.after()


class NoFolderSync(MemoryDisk):
    """A control: names are never synced."""

    def sync_folder(self, path: Path) -> None:
        self.after()


def soundly(disk: Disk, document: SaveDocument) -> None:
    Shelf(FOLDER, disk).write("night", document)


def in_place(disk: Disk, document: SaveDocument) -> None:
    """A control: the file itself is written over."""
    file = disk.open_lock(SLOT)
    disk.truncate(file)
    _fill(disk, file, document)


def away_and_back(disk: Disk, document: SaveDocument) -> None:
    """A control: the old file is taken away before the new one gets its name."""
    draft = FOLDER / "draft"
    _fill(disk, disk.create(draft), document)
    if SLOT.name in disk.names(FOLDER):
        disk.unlink(SLOT)
    disk.replace(draft, SLOT)
    disk.sync_folder(FOLDER)


def run(scale: float) -> Row:
    """Saves in a slot and autosaves by turns; four writers that leave something out must be found out."""
    wanted = max(FEWEST, int(MANY * scale))
    slots, autos = tried(soundly, MemoryDisk, wanted // 2), autosaves_tried(wanted // 2)
    controls = [tried(write, disk, FEWEST) for write, disk in CONTROLS]
    return Row("power loss", slots.done + autos.done, slots.bad + autos.bad, min(one.bad for one in controls))


CONTROLS: tuple[tuple[Write, type[MemoryDisk]], ...] = (
    (soundly, NoFsync), (soundly, NoFolderSync), (in_place, MemoryDisk), (away_and_back, MemoryDisk),
)  # fmt: skip


@dataclass
class Tally:
    """What has been looked at of one disk."""

    disk: MemoryDisk
    is_well: Callable[[MemoryDisk, int], bool]
    dice: random.Random
    told: int = 0
    """The last save the player was told of."""
    done: int = 0
    bad: int = 0

    def look(self) -> None:
        for _ in range(PER_MOMENT):
            self.done += 1
            self.bad += not self.is_well(self.disk.after_power_cut(self.dice), self.told)


def tried(write: Write, kind: type[MemoryDisk], wanted: int) -> Tally:
    """Saves over and over in one slot, and looks at what a power cut would leave."""
    disk = kind()
    tally = Tally(disk, _slot_is_well, random.Random(7))
    disk.after = tally.look
    document = save_of(played(mill(), 3, 6))
    while tally.done < wanted:
        write(disk, replace(document, generation=tally.told + 1))
        tally.told += 1
    return tally


def autosaves_tried(wanted: int) -> Tally:
    """Plays with an autosave after every step, and looks at what a power cut would leave of it."""
    disk = MemoryDisk()
    tally = Tally(disk, _autosave_is_well, random.Random(8))
    disk.after = tally.look
    while tally.done < wanted:
        disk.files.clear()
        disk.could_be.clear()
        tally.told = 0
        saves = SessionSaves(Shelf(FOLDER, disk))
        session = Session(mill(), tally.done, saves)
        for _ in range(STEPS):
            step(session, tally.dice.randrange(2**16))
            tally.told = len(session.steps) - 1
        saves.close()
    return tally


def _slot_is_well(disk: MemoryDisk, told: int) -> bool:
    try:
        return Shelf(FOLDER, disk).read("night").document.generation >= told
    except NoSuchSaveError:
        return told == 0
    except SamarraError:
        return False


def _autosave_is_well(disk: MemoryDisk, told: int) -> bool:
    try:
        return len(look_up_save(Shelf(FOLDER, disk), "auto", "mill").document.journal) >= told
    except NoSuchSaveError:
        return told == 0
    except SamarraError:
        return False


def _fill(disk: Disk, file: int, document: SaveDocument) -> None:
    data = encode(document)
    while data:
        data = data[disk.write(file, data) :]
    disk.fsync(file)
    disk.close(file)
