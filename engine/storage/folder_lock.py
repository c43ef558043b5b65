"""One process at a time in a folder of saves: a lock file that is never deleted and says who holds it."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.errors import AccessError
from engine.storage.disk import Disk

LOCK = ".lock"
PATIENCE = 5.0
"""Seconds to wait for another process to finish its save."""
_PAUSE = 0.005
_LONGEST = 64
_TRIES = 20
_SIGNED = re.compile(rb"samarra ([0-9]{1,19})\n")
"""What a lock file of ours says once somebody has held it."""


class FolderLocked(AccessError):
    """Another process holds the lock."""

    def __init__(self, holder: str, what: str) -> None:
        super().__init__(f"{holder} {what}")
        self.holder = holder


@contextmanager
def folder_lock(disk: Disk, folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Nobody else changes the saves of a folder while this lasts.

    Raises:
        Held: another process goes on holding the lock; the sentence says which.
        OSError: the lock file cannot be opened, or the file system has no locks.
    """
    lock = take_lock(disk, folder / LOCK, patience)
    try:
        yield
    finally:
        with suppress(OSError):
            disk.close(lock)


def take_lock(disk: Disk, path: Path, patience: float = 0.0) -> int:
    """Open a lock file and lock it; it is ours until it is closed. A file that is not ours is locked and left as it is.

    Raises:
        Held, OSError: as for `guarded`.
    """
    for _ in range(_TRIES):
        file = disk.open_lock(path)
        try:
            _wait(disk, file, patience)
            if disk.named_size(file, str(path)) is not None:
                _sign(disk, file)
                return file
        except BaseException:
            with suppress(OSError):
                disk.close(file)
            raise
        disk.close(file)
    raise FolderLocked("another process", "is using these saves")


def _wait(disk: Disk, file: int, patience: float) -> None:
    kind = disk.status(file).kind
    if kind != "file":
        raise OSError(errno.EINVAL, f"the file its lock is kept in is a {kind}")
    until = time.monotonic() + patience
    while not disk.lock(file):
        if time.monotonic() >= until:
            signed = _SIGNED.fullmatch(disk.read(file, _LONGEST))
            raise FolderLocked(f"process {signed[1].decode()}" if signed else "another process", "is using these saves")
        time.sleep(_PAUSE)


def _sign(disk: Disk, file: int) -> None:
    """Write our number into a lock file, if it is nobody else's file: one with another name or other content is."""
    status = disk.status(file)
    if status.links != 1 or (status.size and not _SIGNED.fullmatch(disk.read(file, _LONGEST))):
        return
    disk.truncate(file)
    disk.write(file, f"samarra {os.getpid()}\n".encode())
