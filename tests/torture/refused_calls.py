"""Every call of a save refused in turn, by every error a disk gives: the old save stays, and it is said why."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from engine.errors import AccessError, SamarraError
from engine.saves.format.document import SaveDocument
from engine.saves.recorder import save_of
from engine.saves.shelf.shelf import Shelf, shelf_in
from tests.saves.mill import mill, played
from tests.torture._failing_disk import Deaf, FailingDisk
from tests.torture._row import Row

ERRORS = tuple(
    getattr(errno, name)
    for name in ("ENOSPC", "EIO", "EDQUOT", "EACCES", "EROFS", "EFBIG", "EMFILE", "ENOMEM", "EPERM")
)
FEWEST = 2
MAY_BE_REFUSED = ("link", "unlink", "close")
"""Calls without which the new save is whole too: for a link there is a copy, and the others only clear away."""


def run(scale: float) -> Row:
    """As many errors as wanted at each call; a writer that does not hear what closing a file says must be found out."""
    errors = ERRORS[: max(FEWEST, round(len(ERRORS) * scale))]
    tries = [bad for code in errors for bad in tried(FailingDisk, code)]
    control = [bad for bad in tried(Deaf, errno.EIO) if bad]
    return Row("refused calls", len(tries), sum(map(bool, tries)), len(control))


def tried(kind: type[FailingDisk], code: int) -> Iterator[str]:
    """For each call of a save, what is wrong after it was refused; nothing if all is well."""
    first, second = (save_of(played(mill(), seed, 5)) for seed in (1, 2))
    for at in count():
        with tempfile.TemporaryDirectory() as folder:
            shelf_in(Path(folder)).write("night", first)
            shelf_in(Path(folder)).write("night", first)
            disk = kind(at, code)
            yield _wrong(disk, Path(folder), second)
            if not disk.failed:
                return


def _wrong(disk: FailingDisk, folder: Path, document: SaveDocument) -> str:
    before, there = (folder / "night.save").read_bytes(), sorted(path.name for path in folder.iterdir())
    try:
        Shelf(folder, disk).write("night", document)
    except AccessError as told:
        return _wrong_after_refusal(str(told), folder, before, there)
    except SamarraError as told:
        return f"{disk.failed}: {told}"
    if disk.failed and disk.failed not in MAY_BE_REFUSED:
        return f"{disk.failed} was refused and the save told as kept"
    kept = shelf_in(folder).read("night").document
    if kept != replace(document, generation=3):
        return f"{disk.failed}: the save told as kept is another"
    return "" if sorted(path.name for path in folder.iterdir()) == there else f"{disk.failed}: something is left behind"


def _wrong_after_refusal(told: str, folder: Path, before: bytes, there: list[str]) -> str:
    if (folder / "night.save").read_bytes() != before:
        return "the old save is another"
    if sorted(path.name for path in folder.iterdir()) != there:
        return "something is left behind"
    return "" if told.startswith("`night` could not be saved") and "Errno" not in told else f"it says {told!r}"
