"""The calls that operating systems make in different ways: open without following a link, lock, write to the drive."""

from __future__ import annotations

import errno
import os
import stat
import sys

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_ALWAYS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""With `O_NONBLOCK` a pipe that has no writer is opened without waiting."""
_IS_LOCKED = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_NO_SUCH_ORDER = (errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOTTY, errno.ENOSYS)
"""Answers of a file system that cannot order its drive to write."""
FAR = 1 << 30
"""The only byte that is locked where a lock keeps others from reading: no lock file is so long."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    StrPath = str | os.PathLike[str]

Identity = tuple[int, int]

if sys.platform == "win32":
    import msvcrt

    _FULL_SYNC = None

    def _lock(file: int) -> None:
        os.lseek(file, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    _FULL_SYNC = getattr(fcntl, "F_FULLFSYNC", None)

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def open_file(path: StrPath, flags: int, mode: int = 0o600) -> int:
    """Open a file that is not a link; raise OSError with ELOOP for a link, and else as `os.open` does."""
    if _NOFOLLOW:
        return os.open(path, flags | _ALWAYS | _NOFOLLOW, mode)
    before = _identity_unless_refused(path)
    file = os.open(path, flags | _ALWAYS, mode)
    if before is not None and before != identity(os.fstat(file)):
        os.close(file)
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return file


def identity(status: os.stat_result) -> Identity:
    """Return what distinguishes a file from all others: device and inode, without the device on Windows.

    Windows writes the number of one device in more than one way.
    """
    return (0 if os.name == "nt" else status.st_dev, status.st_ino)


def _identity_unless_refused(path: StrPath) -> Identity | None:
    """Return the identity of what is at a path, or None if nothing is there; refuse a link or a folder."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    for is_kind, refusal in ((stat.S_ISLNK, errno.ELOOP), (stat.S_ISDIR, errno.EISDIR)):
        if is_kind(status.st_mode):
            raise OSError(refusal, os.strerror(refusal))
    return identity(status)


def try_lock(file: int) -> bool:
    """Lock an open file unless somebody else has locked it; the kernel unlocks it when the process ends in any way.

    Raises:
        OSError: this file system has no locks.
    """
    try:
        _lock(file)
    except OSError as refusal:
        if refusal.errno in _IS_LOCKED:
            return False
        raise
    return True


def sync(file: int) -> None:
    """Write an open file or folder to the disk itself; raise OSError if its bytes may not be there."""
    if sys.platform == "win32" or _FULL_SYNC is None:
        os.fsync(file)
        return
    try:
        fcntl.fcntl(file, _FULL_SYNC)
    except OSError as refusal:
        if refusal.errno not in _NO_SUCH_ORDER:
            raise
        os.fsync(file)
