"""Processes killed while they save, at any moment and at every call: no save that was told is lost, torn or missing."""

from __future__ import annotations

import os
import random
import signal
import struct
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from engine.errors import SamarraError
from engine.saves.format.document import SaveDocument
from engine.saves.format.save_file import encode
from engine.saves.recorder import save_of
from engine.saves.shelf.shelf import NoSuchSaveError, Shelf, shelf_in
from engine.storage.disk import Disk, RealDisk
from tests.saves.mill import mill, played
from tests.torture._failing_disk import DeadlyDisk
from tests.torture._row import Row

MANY, FEWEST = 10_000, 60
LONGEST, SHORT = 0.05, 0.01
"""Seconds a process lives, and one that syncs nothing."""
CALLS = 60
"""The calls after which one is killed at the latest: more than two saves make."""
PIECE = 512
_NUMBER = struct.Struct("<Q")

Write = Callable[[Path, Disk, SaveDocument], None]


def soundly(folder: Path, disk: Disk, document: SaveDocument) -> None:
    Shelf(folder, disk).write("night", document)


def in_place(folder: Path, disk: Disk, document: SaveDocument) -> None:
    """A control: the file itself is written over."""
    with (folder / "night.save").open("wb", buffering=0) as file:
        data = encode(document)
        for at in range(0, len(data), PIECE):
            file.write(data[at : at + PIECE])


def away_and_back(folder: Path, disk: Disk, document: SaveDocument) -> None:
    """A control: the old file is taken away before the new one is made."""
    (folder / "night.save").unlink(missing_ok=True)
    draft = folder / "draft"
    draft.write_bytes(encode(document))
    draft.rename(folder / "night.save")


def run(scale: float) -> Row:
    """Half are killed at some moment, half at some call; two careless writers must be found out."""
    kills = max(FEWEST, int(MANY * scale))
    bad = sum(map(bool, killed(soundly, kills, LONGEST, by_calls=True)))
    controls = [sum(map(bool, killed(write, FEWEST, SHORT))) for write in (in_place, away_and_back)]
    return Row("killed while saving", kills, bad, min(controls))


def killed(write: Write, kills: int, longest: float, by_calls: bool = False) -> Iterator[str]:
    """For each process killed, what is wrong with what it leaves; nothing if all is well."""
    dice, document = random.Random(5), save_of(played(mill(), 4, 12))
    with tempfile.TemporaryDirectory() as name:
        folder, told = Path(name), 0
        for at in range(kills):
            calls = at // 2 % CALLS if at % 2 and by_calls else None
            told = max(told, _generation_told(write, folder, document, told, calls, dice.random() * longest))
            generation, wrong = _found(folder, told)
            told = max(told, generation)
            yield wrong


def _generation_told(
    write: Write, folder: Path, document: SaveDocument, told: int, calls: int | None, seconds: float
) -> int:
    """The last save that a process tells of before it is killed."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        _save_for_ever(write, folder, document, told, calls, sink)
    os.close(sink)
    if calls is None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    heard = b""
    while chunk := os.read(source, 1 << 16):
        heard += chunk
    os.close(source)
    os.waitpid(child, 0)
    whole = len(heard) // _NUMBER.size * _NUMBER.size
    return _NUMBER.unpack(heard[whole - _NUMBER.size : whole])[0] if whole else 0


def _save_for_ever(write: Write, folder: Path, document: SaveDocument, told: int, calls: int | None, sink: int) -> None:
    try:
        disk = RealDisk() if calls is None else DeadlyDisk(calls, 0)
        while True:
            told += 1
            write(folder, disk, replace(document, generation=told))
            os.write(sink, _NUMBER.pack(told))
    finally:
        os._exit(1)


def _found(folder: Path, told: int) -> tuple[int, str]:
    try:
        generation = shelf_in(folder).read("night").document.generation
    except NoSuchSaveError:
        return 0, "the save is missing" if told else ""
    except SamarraError as damage:
        return 0, str(damage)
    return generation, f"generation {generation} of {told}" if generation < told else ""
