"""A disk in memory that remembers what a power cut could leave: any name as it was, any byte not synced lost."""

from __future__ import annotations

import errno
import itertools
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from engine.storage.disk import FileKind, FileStatus


@dataclass
class File:
    synced: bytes = b""
    data: bytes = b""


@dataclass
class Handle:
    file: File
    at: int = 0


@dataclass
class MemoryDisk:
    """One folder; `after` is called after every operation that changes something."""

    after: Callable[[], None] = lambda: None
    files: dict[str, File] = field(default_factory=dict)
    could_be: dict[str, list[File | None]] = field(default_factory=dict)
    """What each name may stand for after a power cut: all it has stood for since the folder was last synced."""
    handles: dict[int, Handle] = field(default_factory=dict)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(3))

    def create(self, path: Path) -> int:
        if path.name in self.files:
            raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))
        self._name(path, File())
        return self._handle(self.files[path.name])

    def append(self, path: Path) -> int:
        return self._handle(self._there(path))

    def open(self, path: str | os.PathLike[str]) -> int:
        return self._handle(self._there(Path(path)))

    def open_lock(self, path: Path) -> int:
        if path.name not in self.files:
            self._name(path, File())
        return self._handle(self.files[path.name])

    def kind(self, path: str | os.PathLike[str]) -> FileKind:
        self._there(Path(path))
        return "file"

    def status(self, file: int) -> FileStatus:
        there = self.handles[file].file
        return FileStatus("file", len(there.data), sum(other is there for other in self.files.values()), 0)

    def size_if_still_at(self, file: int, path: str) -> int | None:
        there = self.handles[file].file
        return len(there.data) if self.files.get(Path(path).name) is there else None

    def read(self, file: int, most: int) -> bytes:
        handle = self.handles[file]
        found = handle.file.data[handle.at : handle.at + most]
        handle.at += len(found)
        return found

    def write(self, file: int, data: bytes) -> int:
        written = data[: max(1, len(data) // 2)]
        self.handles[file].file.data += written
        self.after()
        return len(written)

    def truncate(self, file: int) -> None:
        self.handles[file].file.data = b""

    def fsync(self, file: int) -> None:
        self.handles[file].file.synced = self.handles[file].file.data
        self.after()

    def close(self, file: int) -> None:
        del self.handles[file]

    def lock(self, file: int) -> bool:
        return True

    def link(self, path: Path, other: Path) -> None:
        if other.name in self.files:
            raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))
        self._name(other, self._there(path))

    def replace(self, path: Path, other: Path) -> None:
        moved = self._there(path)
        if self.files.get(other.name) is not moved:
            self._name(other, moved)
            self._name(path, None)

    def unlink(self, path: Path) -> None:
        self._there(path)
        self._name(path, None)

    def make_folder(self, path: Path) -> None:
        pass

    def sync_folder(self, path: Path) -> None:
        self.could_be = {}
        self.after()

    def names(self, path: Path) -> list[str]:
        return list(self.files)

    def after_power_cut(self, dice: random.Random) -> MemoryDisk:
        """One of the disks that may be found when the power is back."""
        names = {name: dice.choice(files) for name, files in self.could_be.items()}
        found = self.files | names
        return MemoryDisk(files={name: _found(file, dice) for name, file in found.items() if file is not None})

    def _name(self, path: Path, file: File | None) -> None:
        self.could_be.setdefault(path.name, [self.files.get(path.name)]).append(file)
        if file is None:
            del self.files[path.name]
        else:
            self.files[path.name] = file
        self.after()

    def _there(self, path: Path) -> File:
        if path.name not in self.files:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return self.files[path.name]

    def _handle(self, file: File) -> int:
        number = next(self.numbers)
        self.handles[number] = Handle(file)
        return number


def _found(file: File, dice: random.Random) -> File:
    """What is left of a file: what was synced, and of the rest all, none, a part, or as many zeros."""
    if file.data == file.synced:
        return File(file.data, file.data)
    rest = file.data[len(file.synced) :] if file.data.startswith(file.synced) else file.data
    cut = dice.randrange(len(rest) + 1)
    kept = file.synced if file.data.startswith(file.synced) else b""
    left = kept + dice.choice([b"", rest, rest[:cut], bytes(len(rest)), rest[:cut] + bytes(len(rest) - cut)])
    return File(left, left)
