"""Every call that a save makes to the system refused or cut short in turn: the old save is whole or the new one is."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from engine.errors import AccessError, SaveError
from engine.runtime.session import Session
from engine.saves.format.document import SaveDocument
from engine.saves.recorder import save_of
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.lookup import look_up_save
from engine.saves.shelf.shelf import Shelf, shelf_in
from engine.storage.disk import Disk, RealDisk
from tests.saves.mill import mill, played, step
from tests.torture._row import Row

ERRORS = tuple(
    getattr(errno, name)
    for name in ("EIO", "ENOSPC", "EPERM", "EXDEV", "ENOLCK", "EINTR", "EROFS", "EACCES", "EDQUOT", "ESTALE", "ENOSYS")
)
SHORT, NOTHING = -1, -2
"""Not refused: a part of the bytes is written or read, or none."""
FEWEST = 2
CALLS = (
    "open", "read", "write", "close", "fsync", "fstat", "lstat", "stat", "link", "replace", "rename", "unlink", "mkdir",
    "listdir", "scandir", "ftruncate",
)  # fmt: skip
FOLDER_STEPS = 6


@dataclass
class Faults:
    """The functions of `os` and the kernel's lock, of whose calls the one numbered `fails` goes wrong."""

    fails: int
    code: int
    calls: int = 0
    failed: str = ""
    made: dict[str, Callable[..., Any]] = field(default_factory=dict)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        import fcntl

        places: list[tuple[Any, str]] = [(os, name) for name in CALLS] + [(fcntl, "flock")]
        real = [(module, name, getattr(module, name)) for module, name in places]
        for module, name, function in real:
            setattr(module, name, self._wrapped(name, function))
        try:
            yield
        finally:
            for module, name, function in real:
                setattr(module, name, function)

    def _wrapped(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **options: Any) -> Any:
            self.calls += 1
            if self.calls - 1 != self.fails:
                return None if name == "fsync" else function(*words, **options)
            self.failed = name
            if name == "close":
                function(*words, **options)
            if self.code in (SHORT, NOTHING):
                return self._cut_short(name, function, *words, **options)
            raise OSError(self.code, os.strerror(self.code))

        return call

    def _cut_short(self, name: str, function: Callable[..., Any], *words: Any, **options: Any) -> Any:
        if name == "write":
            return 0 if self.code == NOTHING else function(words[0], words[1][: len(words[1]) // 3 + 1])
        if name == "read" and self.code == SHORT:
            return function(words[0], max(1, words[1] // 1_000))
        return None if name == "close" else function(*words, **options)


class Careless(RealDisk):
    """A control: a write that is refused counts as done."""

    def write(self, file: int, data: bytes) -> int:
        with suppress(OSError):
            super().write(file, data)
        return len(data)


def run(scale: float) -> Row:
    """Every call of a save, of a save in a file and of an autosave, with as many faults as wanted."""
    codes = (*ERRORS[: max(FEWEST, round(len(ERRORS) * scale))], SHORT, NOTHING)
    tries = [bad for code in codes for work in (slot_saved, autosaved) for bad in tried(work, code, RealDisk())]
    control = [bad for code in (errno.ENOSPC, SHORT) for bad in tried(slot_saved, code, Careless()) if bad]
    for trouble in sorted(set(filter(None, tries)))[:10]:
        print(trouble)
    return Row("system calls", len(tries), sum(map(bool, tries)), len(control))


def tried(work: Callable[[Faults, Disk], str], code: int, disk: Disk) -> Iterator[str]:
    for at in count():
        faults = Faults(at, code)
        trouble = work(faults, disk)
        yield trouble and f"{faults.failed}, {code}: {trouble}"
        if not faults.failed:
            return


def slot_saved(faults: Faults, disk: Disk) -> str:
    """Save in a slot that holds a save; what is wrong afterwards."""
    first, second = (save_of(played(mill(), seed, 5)) for seed in (1, 2))
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        for _ in range(2):
            shelf_in(folder).write("night", first)
        before, names = (folder / "night.save").read_bytes(), {path.name for path in folder.iterdir()}
        try:
            with faults.at_work():
                Shelf(folder, disk).write("night", second)
        except AccessError as refusal:
            if (folder / "night.save").read_bytes() != before:
                return "the old save is another"
            if not str(refusal).startswith("`night` could not be saved") or "Errno" in str(refusal):
                return f"it says {str(refusal)!r}"
        else:
            if not _is_kept(folder, replace(second, generation=3)):
                return "the save told as kept is another"
        left = {path.name for path in folder.iterdir()} - names
        return f"{left} is left behind" if left and faults.failed not in ("unlink", "listdir", "scandir") else ""


def _is_kept(folder: Path, document: SaveDocument) -> bool:
    try:
        return shelf_in(folder).read("night").document == document
    except SaveError:
        return False


def autosaved(faults: Faults, disk: Disk) -> str:
    """Play a few turns with an autosave; every turn is kept, or it is said that it is not."""
    with tempfile.TemporaryDirectory() as base:
        saves = SessionSaves(Shelf(Path(base), disk))
        session = Session(mill(), 3, saves)
        notices = ""
        with faults.at_work():
            for number in range(FOLDER_STEPS):
                notices += _turn(session, number)
        saves.close()
        last = look_up_save(shelf_in(Path(base)), "auto", "mill").document
    if "Errno" in notices:
        return f"it says {notices!r}"
    kept = len(last.journal) == len(session.steps) - 1
    return "" if kept or "`auto`" in notices else "a turn is lost without a word"


def _turn(session: Session, number: int) -> str:
    offered = [choice.id for choice in session.frame.choices if choice.locked is None]
    if not offered:
        step(session, number)
        return ""
    return session.do({"choose": offered[number % len(offered)]}).notice or ""
