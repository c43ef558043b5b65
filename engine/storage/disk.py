"""The few things a shelf asks of the operating system, each one call, so that a test can make any of them fail."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from engine.storage.locking import try_lock

FileKind = Literal["file", "directory", "pipe", "link", "device", "socket"]
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_SHARED = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | _NOFOLLOW
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
"""A pipe without a writer is opened without waiting."""


@dataclass(frozen=True, slots=True)
class Status:
    kind: FileKind
    size: int


class Disk(Protocol):
    """All of these raise OSError."""

    def create(self, path: Path) -> int:
        """A new file that only its owner may read, open for writing; it must not be there yet."""

    def append(self, path: Path) -> int:
        """A file open for adding to its end."""

    def open(self, path: Path) -> int:
        """A file open for reading; a link is not followed, a pipe not waited for."""

    def open_lock(self, path: Path) -> int:
        """A lock file open for reading and writing, made if it is not there."""

    def status(self, file: int) -> Status: ...

    def read(self, file: int, most: int) -> bytes: ...

    def write(self, file: int, data: bytes) -> int:
        """How many of the bytes were written."""

    def truncate(self, file: int) -> None: ...

    def fsync(self, file: int) -> None: ...

    def close(self, file: int) -> None: ...

    def lock(self, file: int) -> bool:
        """Whether the file is now locked by us; another process may hold it."""

    def link(self, path: Path, other: Path) -> None:
        """A second name for a file."""

    def replace(self, path: Path, other: Path) -> None: ...

    def unlink(self, path: Path) -> None: ...

    def make_folder(self, path: Path) -> None:
        """A folder only its owner may enter, and those above it; it may be there already."""

    def sync_folder(self, path: Path) -> None:
        """The names in a folder are on the disk when this returns."""

    def names(self, path: Path) -> list[str]:
        """The names in a folder."""


class RealDisk:
    """The disk of this machine."""

    def create(self, path: Path) -> int:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SHARED, 0o600)

    def append(self, path: Path) -> int:
        return os.open(path, os.O_WRONLY | os.O_APPEND | _SHARED)

    def open(self, path: Path) -> int:
        return os.open(path, os.O_RDONLY | _AT_ONCE | _SHARED)

    def open_lock(self, path: Path) -> int:
        return os.open(path, os.O_RDWR | os.O_CREAT | _AT_ONCE | _SHARED, 0o600)

    def status(self, file: int) -> Status:
        found = os.fstat(file)
        return Status(_kind(found.st_mode), found.st_size)

    def read(self, file: int, most: int) -> bytes:
        return os.read(file, most)

    def write(self, file: int, data: bytes) -> int:
        return os.write(file, data)

    def truncate(self, file: int) -> None:
        os.ftruncate(file, 0)

    def fsync(self, file: int) -> None:
        os.fsync(file)

    def close(self, file: int) -> None:
        os.close(file)

    def lock(self, file: int) -> bool:
        return try_lock(file)

    def link(self, path: Path, other: Path) -> None:
        os.link(path, other, follow_symlinks=False)

    def replace(self, path: Path, other: Path) -> None:
        path.replace(other)

    def unlink(self, path: Path) -> None:
        path.unlink()

    def make_folder(self, path: Path) -> None:
        if path.is_dir():
            return
        if path.parent != path:
            self.make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        self.sync_folder(path.parent)

    def sync_folder(self, path: Path) -> None:
        if os.name == "nt":
            return
        folder = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def names(self, path: Path) -> list[str]:
        return [entry.name for entry in path.iterdir()]


def _kind(mode: int) -> FileKind:
    tests: tuple[tuple[bool, FileKind], ...] = (
        (stat.S_ISREG(mode), "file"),
        (stat.S_ISDIR(mode), "directory"),
        (stat.S_ISFIFO(mode), "pipe"),
        (stat.S_ISLNK(mode), "link"),
        (stat.S_ISSOCK(mode), "socket"),
    )
    return next((kind for holds, kind in tests if holds), "device")
