"""Lets one process at a time into a folder, by a lock file that is never deleted and names the process holding it."""

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
"""Seconds to wait for another process."""
_PAUSE = 0.005
_LONGEST = 64
_TRIES = 20
_SIGNED = re.compile(rb"samarra ([0-9]{1,19})\n")
"""The content of a lock file of ours once somebody has held it."""


class FolderLocked(AccessError):
    """Another process holds the lock."""

    def __init__(self, holder: str, what: str) -> None:
        super().__init__(f"{holder} {what}")
        self.holder = holder


@contextmanager
def folder_lock(disk: Disk, folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep other processes out of a folder as long as the context lasts.

    Raises:
        FolderLocked: another process still holds the lock; the sentence names it.
        OSError: the lock file cannot be opened, or the file system has no locks.
    """
    lock = take_lock(disk, folder / LOCK, patience)
    try:
        yield
    finally:
        with suppress(OSError):
            disk.close(lock)


def take_lock(disk: Disk, path: Path, patience: float = 0.0) -> int:
    """Open a lock file and lock it until it is closed; write nothing into a file that is not ours.

    Raises:
        FolderLocked, OSError: as for `folder_lock`.
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
    """Lock an open file, and try again until somebody else's lock is gone or the patience is over."""
    kind = disk.status(file).kind
    if kind != "file":
        raise OSError(errno.EINVAL, f"the file its lock is kept in is a {kind}")
    until = time.monotonic() + patience
    while not disk.lock(file):
        if time.monotonic() >= until:
            signature = _SIGNED.fullmatch(disk.read(file, _LONGEST))
            raise FolderLocked(
                f"process {signature[1].decode()}" if signature else "another process", "is using these saves"
            )
        time.sleep(_PAUSE)


def _sign(disk: Disk, file: int) -> None:
    """Write our process number into a lock file, unless it has a second name or content that is not ours."""
    status = disk.status(file)
    if status.links != 1 or (status.size and not _SIGNED.fullmatch(disk.read(file, _LONGEST))):
        return
    disk.truncate(file)
    disk.write(file, f"samarra {os.getpid()}\n".encode())
