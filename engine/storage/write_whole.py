"""A whole file put under a name: after a failure what was there is as it was, and nothing is there that was not."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from engine.diagnostics.show import safe
from engine.errors import AccessError
from engine.storage.atomic_write import NO_LINKS, draft_beside, write_new
from engine.storage.disk import Disk
from engine.storage.read_regular import kind_of

_ANYBODY = 0o666
"""Permissions of a new file, before those the user's mask takes away."""


class AlreadyThere(AccessError):
    """A file of that name is there and is not to be replaced."""


def check_free(path: Path, replaces: bool) -> None:
    """Make sure that a file can be put there.

    Raises:
        AlreadyThere: one is there, and it is not to be replaced.
        AccessError: something is there that is no file.
    """
    try:
        mode = path.lstat().st_mode
    except OSError:
        return
    if kind := kind_of(mode):
        raise AccessError(f"{safe(str(path))} is {kind}, not a file; only files are written")
    if not replaces:
        raise AlreadyThere(f"{safe(str(path))} is there already")


def write_file(disk: Disk, path: Path, data: bytes, replaces: bool) -> None:
    """Put `data` at `path`, on the disk when this returns; what is replaced keeps its permissions.

    Raises:
        AlreadyThere, AccessError: it cannot be done; the sentence names the file.
    """
    check_free(path, replaces)
    try:
        put(disk, path, data, replaces, _permissions(path))
    except FileExistsError:
        raise AlreadyThere(f"{safe(str(path))} is there already") from None
    except OSError as refusal:
        words = (refusal.strerror or "the system refuses").lower()
        raise AccessError(f"{safe(str(path))} cannot be written: {words}") from None


def put(disk: Disk, path: Path, data: bytes, replaces: bool, permissions: int) -> None:
    """Put `data` at `path` by way of a draft beside it, on the disk when this returns.

    Raises:
        OSError: it could not be done, and what was at `path` is there.
    """
    with draft_beside(disk, path) as draft:
        write_new(disk, draft, data)
        draft.chmod(permissions)
        _publish(disk, draft, path, replaces)
    disk.sync_folder(path.parent)


def _publish(disk: Disk, draft: Path, path: Path, replaces: bool) -> None:
    """Give the draft its name; a second name is refused if the first is taken, so nothing is replaced unasked."""
    if not replaces:
        try:
            disk.link(draft, path)
            return
        except OSError as refusal:
            if refusal.errno not in NO_LINKS:
                raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    disk.replace(draft, path)


def _permissions(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0o077)
        os.umask(mask)
        return _ANYBODY & ~mask
