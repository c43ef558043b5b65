"""One process at a time in a folder of saves: a lock file that is never deleted and says who holds it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.errors import EnvironmentFault
from engine.storage.disk import Disk

LOCK = ".lock"
PATIENCE = 5.0
"""Seconds to wait for another process to finish its save."""
_PAUSE = 0.005
_LONGEST_NAME = 64


class Held(EnvironmentFault):
    """Another process holds the lock."""

    def __init__(self, holder: str, what: str) -> None:
        super().__init__(f"{holder} {what}")
        self.holder = holder


@contextmanager
def guarded(disk: Disk, folder: Path, patience: float = PATIENCE) -> Iterator[None]:
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
    """A lock file, open and ours until it is closed.

    Raises:
        Held, OSError: as for `guarded`.
    """
    file = disk.open_lock(path)
    try:
        _wait(disk, file, patience)
        disk.truncate(file)
        disk.write(file, f"{os.getpid()}\n".encode())
    except BaseException:
        with suppress(OSError):
            disk.close(file)
        raise
    return file


def _wait(disk: Disk, file: int, patience: float) -> None:
    until = time.monotonic() + patience
    while not disk.lock(file):
        if time.monotonic() >= until:
            holder = disk.read(file, _LONGEST_NAME).decode("ascii", "replace").strip()
            named = f"process {holder}" if holder.isdigit() else "another process"
            raise Held(named, "is using these saves")
        time.sleep(_PAUSE)
