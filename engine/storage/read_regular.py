"""The bytes of a regular file, read without ever waiting; whatever else bears the name is refused by its kind."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from engine.diagnostics.show import safe
from engine.errors import AccessError
from engine.storage.atomic_write import read_all
from engine.storage.disk import RealDisk
from engine.storage.open_file import open_file

_KINDS = ((stat.S_ISLNK, "a link"), (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
_CANNOT_BE_OPENED = {errno.ELOOP: "a link", errno.ENXIO: "a socket"}


class NotRegular(Exception):
    """Something other than a regular file bears the name."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
        """What it is, such as `a pipe`."""


class TooLarge(Exception):
    """The file has more bytes than are wanted."""


def kind_of(mode: int) -> str:
    """Return what a file's mode says it is, such as `a pipe`; empty for a regular file."""
    if stat.S_ISREG(mode):
        return ""
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), "a device")


def read_bytes(path: Path, most: int, owner: int | None = None, only: int | None = None) -> bytes:
    """Return the bytes at `path`, of one user if an owner is named, and `only` the first if so many are enough.

    Raises:
        NotRegular: it is a link, a folder, a pipe, a socket or a device, or of another user.
        TooLarge: it has more than `most` bytes.
        OSError: the system does not let it be read.
    """
    _check(os.lstat(path), most, owner)
    try:
        file = open_file(path, os.O_RDONLY)
    except OSError as refusal:
        if refusal.errno in _CANNOT_BE_OPENED:
            raise NotRegular(_CANNOT_BE_OPENED[refusal.errno]) from None
        raise
    try:
        _check(os.fstat(file), most, owner)
        if only is not None:
            return os.read(file, only)
        data = read_all(RealDisk(), file, most)
    finally:
        os.close(file)
    if len(data) > most:
        raise TooLarge
    return data


def read_named(path: Path, most: int) -> bytes:
    """Return the bytes of a file that the player or author named.

    Raises:
        AccessError: they cannot be had; the sentence names the file.
    """
    try:
        return read_bytes(path, most)
    except NotRegular as other:
        raise AccessError(f"{safe(str(path))} is {other.kind}, not a file; only files are read") from None
    except TooLarge:
        raise AccessError(f"{safe(str(path))} is too large: it may have {most // 1_000_000} MB") from None
    except OSError as refusal:
        words = (refusal.strerror or "the system refuses").lower()
        raise AccessError(f"{safe(str(path))} cannot be read: {words}") from None


def _check(status: os.stat_result, most: int, owner: int | None) -> None:
    if kind := kind_of(status.st_mode):
        raise NotRegular(kind)
    if owner is not None and status.st_uid != owner:
        raise NotRegular("somebody else's")
    if status.st_size > most:
        raise TooLarge
