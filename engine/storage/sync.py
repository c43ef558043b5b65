"""Makes the system write an open file to the disk, and not only to the memory of the drive."""

from __future__ import annotations

import errno
import os
import sys

_NOT_THERE = (errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOTTY, errno.ENOSYS)
"""What a file system says that has no such order to give to its drive."""

if sys.platform == "win32":
    _FULLY = None
else:
    import fcntl

    _FULLY = getattr(fcntl, "F_FULLFSYNC", None)


def sync(file: int) -> None:
    """Return when the bytes of an open file or folder are on the disk.

    Raises:
        OSError: they may not be.
    """
    if sys.platform == "win32" or _FULLY is None:
        os.fsync(file)
        return
    try:
        fcntl.fcntl(file, _FULLY)
    except OSError as refusal:
        if refusal.errno not in _NOT_THERE:
            raise
        os.fsync(file)
