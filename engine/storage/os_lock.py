"""A kernel's lock on an open file: it goes when the process does, however it ends."""

from __future__ import annotations

import errno
import os
import sys

_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
FAR = 1 << 30
"""The one byte that is locked where a lock keeps others from reading: no lock file is so long."""

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def try_lock(file: int) -> bool:
    """Lock a file if nobody else has it locked.

    Raises:
        OSError: this file system has no locks.
    """
    try:
        _lock(file)
    except OSError as refusal:
        if refusal.errno in _HELD:
            return False
        raise
    return True
