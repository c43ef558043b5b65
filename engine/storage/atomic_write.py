"""Puts whole bytes in a file's place so that at every moment, whatever fails, an old or a new whole file is there.

The old file stays as the previous one. Only when this returns is the new one on the disk.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.storage.disk import Disk

NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL)
_DRAFT = re.compile(r"\.samarra-[0-9a-f]{32}\.tmp", re.ASCII)


def is_draft(name: str) -> bool:
    """The name is one that a file has while it is being written."""
    return bool(_DRAFT.fullmatch(name))


def replace_file(disk: Disk, path: Path, data: bytes, previous: Path) -> None:
    """Puts `data` at `path`; what was there is then at `previous`.

    Raises:
        OSError: it could not be done; what is at `path` is what was there before.
    """
    with draft_beside(disk, path) as draft:
        write_new(disk, draft, data)
        had_one = _keep(disk, path, previous)
        disk.replace(draft, path)
    try:
        disk.sync_folder(path.parent)
    except OSError:
        _put_back(disk, path, previous if had_one else None)
        raise


def write_new(disk: Disk, path: Path, data: bytes) -> None:
    """A new file with those bytes, on the disk when this returns, though its name may not be."""
    file = disk.create(path)
    try:
        write_all(disk, file, data)
        disk.fsync(file)
    except BaseException:
        with suppress(OSError):
            disk.close(file)
        raise
    disk.close(file)


def write_all(disk: Disk, file: int, data: bytes) -> None:
    """All of the bytes, in as many writes as it takes."""
    rest = memoryview(data)
    while rest:
        written = disk.write(file, bytes(rest))
        if written <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[written:]


def read_all(disk: Disk, file: int, most: int) -> bytes:
    """The bytes of an open file; of a longer one `most` and one more."""
    found, size = [], 0
    while size <= most and (chunk := disk.read(file, min(most + 1 - size, 1 << 20))):
        found.append(chunk)
        size += len(chunk)
    return b"".join(found)


def _keep(disk: Disk, path: Path, previous: Path) -> bool:
    """Gives the file another name beside its own, in one step; whether there is one."""
    with draft_beside(disk, path) as second:
        try:
            _double(disk, path, second)
        except FileNotFoundError:
            return False
        disk.replace(second, previous)
    return True


def _double(disk: Disk, path: Path, other: Path) -> None:
    """Give a file a second name, or a second file the same bytes where no file has two names."""
    try:
        disk.link(path, other)
    except OSError as refusal:
        if refusal.errno not in NO_LINKS:
            raise
        _copy(disk, path, other)


def _copy(disk: Disk, path: Path, other: Path) -> None:
    """For file systems on which a file has one name only."""
    file = disk.open(path)
    try:
        data = read_all(disk, file, disk.status(file).size)
    finally:
        disk.close(file)
    write_new(disk, other, data)


def _put_back(disk: Disk, path: Path, previous: Path | None) -> None:
    """The new name may not outlive a power cut: as nothing is certain, at least nothing has changed."""
    with suppress(OSError):
        if previous is None:
            disk.unlink(path)
        else:
            _keep(disk, previous, path)


@contextmanager
def draft_beside(disk: Disk, path: Path) -> Iterator[Path]:
    """Give a name for a new file that nobody can guess and put something under; nothing is left under it.

    Two names of one file are not replaced by one another, so a draft can outlast even a step that went well.
    """
    draft = path.with_name(f".samarra-{os.urandom(16).hex()}.tmp")
    try:
        yield draft
    finally:
        with suppress(OSError):
            disk.unlink(draft)
