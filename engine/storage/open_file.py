"""Opens a file without following a link, also on systems whose `open` cannot be told not to."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_SHARED = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
"""A pipe without a writer is opened without waiting."""

Identity = tuple[int, int]


def open_file(path: Path, flags: int, mode: int = 0o600) -> int:
    """Open a file that is no link.

    Raises:
        OSError: ELOOP for a link, EISDIR for a folder where folders cannot be opened; else as `os.open`.
    """
    if _NOFOLLOW:
        return os.open(path, flags | _AT_ONCE | _SHARED | _NOFOLLOW, mode)
    before = _plain(path)
    file = os.open(path, flags | _AT_ONCE | _SHARED, mode)
    if before is not None and before != identity(os.fstat(file)):
        os.close(file)
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return file


def identity(status: os.stat_result) -> Identity:
    """Return what tells a file from every other one; Windows spells the number of a device in more than one way."""
    return (0 if os.name == "nt" else status.st_dev, status.st_ino)


def _plain(path: Path) -> Identity | None:
    """Return the identity of what is at a path, or None if nothing is; a link or a folder is refused."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    for is_kind, refusal in ((stat.S_ISLNK, errno.ELOOP), (stat.S_ISDIR, errno.EISDIR)):
        if is_kind(status.st_mode):
            raise OSError(refusal, os.strerror(refusal))
    return identity(status)
