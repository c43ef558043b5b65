"""The few operations on files that the engine needs, as a protocol, so that a test can make any of them fail."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable
from typing import Literal, Protocol

from engine.records import dataclass
from engine.storage.system_calls import identity, open_file, sync, try_lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from engine.storage.system_calls import StrPath

FileKind = Literal["file", "directory", "pipe", "link", "device", "socket"]
_IN_USE = (5, 32, 33)
"""Error numbers of Windows for a file that another process, often a virus scanner, has open for a moment."""
_TRIES, _PAUSE = 20, 0.05
_KINDS: tuple[tuple[Callable[[int], bool], FileKind], ...] = (
    (stat.S_ISREG, "file"),
    (stat.S_ISDIR, "directory"),
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISLNK, "link"),
    (stat.S_ISSOCK, "socket"),
)


@dataclass(frozen=True, slots=True)
class FileStatus:
    kind: FileKind
    size: int
    links: int
    """How many names it has."""
    owner: int
    """The user's number; 0 on Windows."""


class Disk(Protocol):
    """A disk; every method raises OSError where the system refuses."""

    def create(self, path: Path) -> int:
        """Create a file that only its owner may read, and open it for writing; it must not exist yet."""

    def append(self, path: Path) -> int:
        """Open a file for adding to its end."""

    def open(self, path: StrPath) -> int:
        """Open a file for reading, without following a link or waiting for a pipe."""

    def open_lock(self, path: Path) -> int:
        """Open a lock file for reading and for adding to its end; create it if it does not exist."""

    def kind(self, path: StrPath) -> FileKind:
        """Return the kind of file at a path, without opening it or following a link."""

    def status(self, file: int) -> FileStatus: ...

    def size_if_still_at(self, file: int, path: str) -> int | None:
        """Return the size of an open file if it is still the file at this path, else None."""

    def read(self, file: int, most: int) -> bytes:
        """Return the next bytes of an open file, at most `most`; none at its end."""

    def write(self, file: int, data: bytes) -> int:
        """Write bytes and return how many of them were written."""

    def truncate(self, file: int) -> None:
        """Remove all bytes of an open file."""

    def fsync(self, file: int) -> None:
        """Write the bytes of an open file to the drive."""

    def close(self, file: int) -> None: ...

    def lock(self, file: int) -> bool:
        """Lock an open file; return False if another process holds the lock."""

    def link(self, path: Path, other: Path) -> None:
        """Give the file at `path` the second name `other`, which must be free."""

    def replace(self, path: Path, other: Path) -> None:
        """Rename the file at `path` to `other`, in one step even if a file has that name already."""

    def unlink(self, path: Path) -> None:
        """Remove a name of a file."""

    def make_folder(self, path: Path) -> None:
        """Create a folder that only its owner may enter, and those above it; it may exist already."""

    def sync_folder(self, path: Path) -> None:
        """Write the names in a folder to the drive."""

    def names(self, path: Path) -> list[str]:
        """Return the names in a folder."""


class RealDisk:
    """The disk of this machine."""

    def create(self, path: Path) -> int:
        return open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)

    def append(self, path: Path) -> int:
        return open_file(path, os.O_WRONLY | os.O_APPEND)

    def open(self, path: StrPath) -> int:
        return open_file(path, os.O_RDONLY)

    def open_lock(self, path: Path) -> int:
        return open_file(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)

    def kind(self, path: StrPath) -> FileKind:
        return kind_of(os.lstat(path).st_mode)

    def status(self, file: int) -> FileStatus:
        status = os.fstat(file)
        return FileStatus(kind_of(status.st_mode), status.st_size, status.st_nlink, status.st_uid)

    def size_if_still_at(self, file: int, path: str) -> int | None:
        try:
            path_status, file_status = os.lstat(path), os.fstat(file)
        except (FileNotFoundError, NotADirectoryError):
            return None
        return file_status.st_size if identity(path_status) == identity(file_status) else None

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
        for tries_left in reversed(range(_TRIES)):
            try:
                path.replace(other)
            except OSError as refusal:
                if not tries_left or getattr(refusal, "winerror", None) not in _IN_USE:
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


def kind_of(mode: int) -> FileKind:
    """Return the kind of a file from its mode in `os.stat`."""
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), "device")
