"""The few things a shelf asks of the operating system, each one call, so that a test can make any of them fail."""

from __future__ import annotations

import errno
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from engine.storage.open_file import identity, open_file
from engine.storage.os_lock import try_lock
from engine.storage.sync import sync

FileKind = Literal["file", "directory", "pipe", "link", "device", "socket"]
_IN_USE = (5, 32, 33)
"""What Windows says of a file that another process, often one that looks for viruses, has open for a moment."""
_TRIES, _PAUSE = 20, 0.05


@dataclass(frozen=True, slots=True)
class Status:
    kind: FileKind
    size: int
    links: int
    """How many names it has."""


class Disk(Protocol):
    """All of these raise OSError."""

    def create(self, path: Path) -> int:
        """A new file that only its owner may read, open for writing; it must not be there yet."""

    def append(self, path: Path) -> int:
        """A file open for adding to its end."""

    def open(self, path: Path) -> int:
        """A file open for reading; a link is not followed, a pipe not waited for."""

    def open_lock(self, path: Path) -> int:
        """A lock file open for reading and for adding to its end, made if it is not there."""

    def status(self, file: int) -> Status: ...

    def named_size(self, file: int, path: str) -> int | None:
        """The size of an open file if it is the one that has that name now, else None. This is asked at every turn."""

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
        return open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)

    def append(self, path: Path) -> int:
        return open_file(path, os.O_WRONLY | os.O_APPEND)

    def open(self, path: Path) -> int:
        return open_file(path, os.O_RDONLY)

    def open_lock(self, path: Path) -> int:
        return open_file(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)

    def status(self, file: int) -> Status:
        status = os.fstat(file)
        return Status(_kind(status.st_mode), status.st_size, status.st_nlink)

    def named_size(self, file: int, path: str) -> int | None:
        try:
            named, ours = os.lstat(path), os.fstat(file)
        except (FileNotFoundError, NotADirectoryError):
            return None
        return ours.st_size if identity(named) == identity(ours) else None

    def read(self, file: int, most: int) -> bytes:
        return os.read(file, most)

    def write(self, file: int, data: bytes) -> int:
        return os.write(file, data)

    def truncate(self, file: int) -> None:
        os.ftruncate(file, 0)

    def fsync(self, file: int) -> None:
        sync(file)

    def close(self, file: int) -> None:
        os.close(file)

    def lock(self, file: int) -> bool:
        return try_lock(file)

    def link(self, path: Path, other: Path) -> None:
        try:
            os.link(path, other, follow_symlinks=False)
        except NotImplementedError:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None

    def replace(self, path: Path, other: Path) -> None:
        for left in reversed(range(_TRIES)):
            try:
                path.replace(other)
            except OSError as refusal:
                if not left or getattr(refusal, "winerror", None) not in _IN_USE:
                    raise
                time.sleep(_PAUSE)
            else:
                return

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
            sync(folder)
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
