"""A kernel's lock on an open file: it goes when the process does, however it ends."""

from __future__ import annotations

import errno
import sys

_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def try_lock(file: int) -> bool:
    """Locks a file if nobody else has it locked.

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
