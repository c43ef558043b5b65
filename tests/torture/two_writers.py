"""Two processes that save in one slot, and a reader: every read is whole, and no save is replaced unseen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from engine.errors import SamarraError
from engine.saves.format.document import SaveDocument
from engine.saves.recorder import save_of
from engine.saves.shelf.shelf import NoSuchSaveError, SaveConflictError, Shelf, shelf_in
from engine.storage.disk import Disk, RealDisk
from tests.saves.mill import mill, played
from tests.torture._row import Row

MANY, FEWEST = 1_000, 25
WRITERS = 2
CONTROL = 30


class NoLock(RealDisk):
    """A control: everybody has the lock."""

    def lock(self, file: int) -> bool:
        return True


def run(scale: float) -> Row:
    """As many saves of each writer as wanted; writers without a lock must be found out."""
    saves = max(FEWEST, int(MANY * scale))
    return Row("two writers and a reader", WRITERS * saves, wrong(RealDisk(), saves), wrong(NoLock(), CONTROL))


def wrong(disk: Disk, saves: int) -> int:
    """How many reads were not whole or went back, and how many saves were lost or refused for no reason."""
    documents = [save_of(played(mill(), seed, 8)) for seed in range(WRITERS)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        writers = [_forked(Shelf(folder, disk), document, saves) for document in documents]
        bad = _watched(folder, [child for child, _ in writers])
        told = [line for _, source in writers for line in _heard(source)]
    generations = [int(line) for line in told if line.isdigit()]
    lost = len(generations) - len(set(generations))
    return bad + lost + sum(not line.isdigit() for line in told)


def _forked(shelf: Shelf, document: SaveDocument, saves: int) -> tuple[int, int]:
    """A process that saves so often, and where it tells the generation of each."""
    source, sink = os.pipe()
    child = os.fork()
    if child:
        os.close(sink)
        return child, source
    try:
        with os.fdopen(sink, "w", buffering=1) as told:
            for _ in range(saves):
                told.write(f"{_saved(shelf, document)}\n")
    finally:
        os._exit(0)


def _saved(shelf: Shelf, document: SaveDocument) -> str:
    """Saves what follows the save that was last seen, however often another comes in between."""
    while True:
        try:
            return str(shelf.write("night", document, shelf.generation("night")).document.generation)
        except SaveConflictError:
            continue
        except SamarraError as refusal:
            return str(refusal)


def _watched(folder: Path, writers: Sequence[int]) -> int:
    """Reads as long as anybody writes; how many reads were wrong."""
    shelf, last, bad, alive = shelf_in(folder), 0, 0, set(writers)
    while alive:
        try:
            found = shelf.read("night").document.generation
            bad += found < last
            last = max(last, found)
        except NoSuchSaveError:
            bad += last > 0
        except SamarraError:
            bad += 1
        alive -= {child for child in alive if os.waitpid(child, os.WNOHANG)[0]}
    return bad


def _heard(source: int) -> list[str]:
    with os.fdopen(source) as told:
        return told.read().splitlines()
