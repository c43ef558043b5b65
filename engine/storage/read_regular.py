"""Reads regular files without ever waiting; anything else that has the name is refused by its kind."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from engine.diagnostics.show import safe
from engine.errors import AccessError, reason_of
from engine.storage.disk import Disk, FileKind, RealDisk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from engine.storage.system_calls import StrPath

NOUNS: Mapping[FileKind, str] = {
    "file": "a file", "directory": "a folder", "pipe": "a pipe", "link": "a link", "device": "a device",
    "socket": "a socket",
}  # fmt: skip


class NotRegularError(AccessError):
    """Something other than a regular file has the name."""

    def __init__(self, kind: FileKind) -> None:
        super().__init__(NOUNS[kind])
        self.kind = kind


class TooLargeError(AccessError):
    """The file has more bytes than are wanted."""


def read_regular(disk: Disk, path: StrPath, most: int, owner: int | None = None) -> bytes:
    """Return the bytes of a regular file, of one user if an owner is given.

    Raises:
        NotRegularError: it is a link, a folder, a pipe, a socket or a device.
        TooLargeError: it has more than `most` bytes.
        OSError: the system does not let it be read; PermissionError also for the file of another user.
    """
    with _opened(disk, path, owner) as (file, size):
        data = read_all(disk, file, most, size + 1) if size <= most else b""
    if size > most or len(data) > most:
        raise TooLargeError
    return data


def read_start(disk: Disk, path: StrPath, count: int, owner: int | None = None) -> bytes:
    """Return the first `count` bytes of a regular file, or all of them; raise errors as `read_regular` does."""
    with _opened(disk, path, owner) as (file, _):
        return read_all(disk, file, count - 1)


def read_all(disk: Disk, file: int, most: int, at_once: int = 1 << 20) -> bytes:
    """Return the bytes of an open file; of a longer one the first `most` and one more."""
    chunks, size = list[bytes](), 0
    while size <= most and (chunk := disk.read(file, min(most + 1 - size, max(at_once, 1 << 12)))):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


def read_named(path: StrPath, most: int) -> bytes:
    """Return the bytes of a file that somebody named; raise AccessError with its name if it cannot be read."""
    try:
        return read_regular(RealDisk(), path, most)
    except NotRegularError as other:
        raise AccessError(f"{safe(str(path))} is {other}, not a file; only files are read") from None
    except TooLargeError:
        raise AccessError(f"{safe(str(path))} is too large: it may have {most // 1_000_000} MB") from None
    except OSError as refusal:
        raise AccessError(f"{safe(str(path))} cannot be read: {reason_of(refusal)}") from None


@contextmanager
def _opened(disk: Disk, path: StrPath, owner: int | None) -> Iterator[tuple[int, int]]:
    """Open a regular file for reading and yield it with its size; never open a pipe, whose writer would notice."""
    _check_kind(disk.kind(path))
    try:
        file = disk.open(path)
    except OSError as refusal:
        if refusal.errno == errno.ELOOP:
            raise NotRegularError("link") from None
        raise
    try:
        status = disk.status(file)
        _check_kind(status.kind)
        if owner is not None and status.owner != owner:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        yield file, status.size
    finally:
        with suppress(OSError):
            disk.close(file)


def _check_kind(kind: FileKind) -> None:
    if kind != "file":
        raise NotRegularError(kind)
