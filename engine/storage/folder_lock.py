"""Lets one process at a time use a folder, by a lock file that is never deleted and names the process that holds it."""

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
LOCK_TIMEOUT = 5.0
"""Seconds to wait until another process releases the lock."""
_PAUSE = 0.005
_LONGEST = 64
_TRIES = 20
_HOLDER = re.compile(rb"samarra ([0-9]{1,19})\n")
"""The content of a lock file of ours: the number of the process that held it last."""


class FolderLockedError(AccessError):
    """Another process holds the lock."""

    def __init__(self, holder: str, what: str) -> None:
        super().__init__(f"{holder} {what}")
        self.holder = holder


@contextmanager
def folder_lock(disk: Disk, folder: Path, timeout: float = LOCK_TIMEOUT) -> Iterator[None]:
    """Lock a folder against other processes for the length of a `with` block.

    Raises:
        FolderLockedError: another process still holds the lock; the sentence names it.
        OSError: the lock file cannot be opened, or the file system has no locks.
    """
    lock = take_lock(disk, folder / LOCK, timeout)
    try:
        yield
    finally:
        with suppress(OSError):
            disk.close(lock)


def take_lock(disk: Disk, path: Path, timeout: float = 0.0) -> int:
    """Open a lock file, lock it until it is closed, and return it; raise errors as `folder_lock` does."""
    for _ in range(_TRIES):
        file = disk.open_lock(path)
        try:
            _lock_within(disk, file, timeout)
            if disk.size_if_still_at(file, str(path)) is not None:
                _write_holder(disk, file)
                return file
        except BaseException:
            with suppress(OSError):
                disk.close(file)
            raise
        disk.close(file)
    raise FolderLockedError("another process", "is using these saves")


def _lock_within(disk: Disk, file: int, timeout: float) -> None:
    """Lock an open file; while another process holds the lock, try again for `timeout` seconds."""
    kind = disk.status(file).kind
    if kind != "file":
        raise OSError(errno.EINVAL, f"the file its lock is kept in is a {kind}")
    deadline = time.monotonic() + timeout
    while not disk.lock(file):
        if time.monotonic() >= deadline:
            signature = _HOLDER.fullmatch(disk.read(file, _LONGEST))
            raise FolderLockedError(
                f"process {signature[1].decode()}" if signature else "another process", "is using these saves"
            )
        time.sleep(_PAUSE)


def _write_holder(disk: Disk, file: int) -> None:
    """Write our process number into a lock file, unless it has a second name or content that we did not write."""
    status = disk.status(file)
    if status.links != 1 or (status.size and not _HOLDER.fullmatch(disk.read(file, _LONGEST))):
        return
    disk.truncate(file)
    disk.write(file, f"samarra {os.getpid()}\n".encode())
