"""Puts whole bytes under a name so that at every moment, whatever fails, an old or a new whole file is there.

A write is on the disk when the function returns, and only then. After a failure nothing is there that was not before.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.diagnostics.show import safe
from engine.errors import AccessError, reason_of
from engine.storage.disk import Disk
from engine.storage.read_regular import NOUNS, read_all

_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL)
"""Errors of a file system on which a file has one name only."""
_DRAFT = re.compile(r"\.samarra-[0-9a-f]{32}\.tmp", re.ASCII)
_ANYBODY = 0o666
"""Permissions of a new file, before those the user's mask takes away."""


class AlreadyThereError(AccessError):
    """A file of that name exists and is not to be replaced."""


def is_draft(name: str) -> bool:
    """Return whether a name is one that a file has while it is being written."""
    return bool(_DRAFT.fullmatch(name))


def check_free(disk: Disk, path: Path, replaces: bool) -> None:
    """Check that a file can be put at a path; raise AccessError, or AlreadyThereError for a file not to be replaced."""
    try:
        kind = disk.kind(path)
    except OSError:
        return
    if kind != "file":
        raise AccessError(f"{safe(str(path))} is {NOUNS[kind]}, not a file; only files are written")
    if not replaces:
        raise AlreadyThereError(f"{safe(str(path))} is there already")


def write_file(disk: Disk, path: Path, data: bytes, replaces: bool) -> None:
    """Put `data` at `path` with the permissions of what it replaces; raise AccessError with the name if it fails."""
    check_free(disk, path, replaces)
    try:
        put(disk, path, data, replaces, _permissions(path))
    except FileExistsError:
        raise AlreadyThereError(f"{safe(str(path))} is there already") from None
    except OSError as refusal:
        raise AccessError(f"{safe(str(path))} cannot be written: {reason_of(refusal)}") from None


def put(disk: Disk, path: Path, data: bytes, replaces: bool, permissions: int) -> None:
    """Put `data` at `path`, by way of a draft in the same folder.

    Raises:
        OSError: it could not be done, and `path` is as it was; FileExistsError if it exists and is not to be replaced.
    """
    with _draft_for(disk, path) as draft:
        write_new(disk, draft, data)
        draft.chmod(permissions)
        _publish(disk, draft, path, replaces)
    disk.sync_folder(path.parent)


def replace_file(disk: Disk, path: Path, data: bytes, previous: Path) -> None:
    """Put `data` at `path`, and what was there at `previous`; after an OSError `path` is as it was."""
    with _draft_for(disk, path) as draft:
        write_new(disk, draft, data)
        had_file = _keep_as(disk, path, previous)
        disk.replace(draft, path)
    try:
        disk.sync_folder(path.parent)
    except OSError:
        _put_back(disk, path, previous if had_file else None)
        raise


def write_new(disk: Disk, path: Path, data: bytes) -> None:
    """Write a new file and sync its bytes, though not its name."""
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
    """Write all of the bytes, in as many calls as it takes."""
    rest = memoryview(data)
    while rest:
        written = disk.write(file, bytes(rest))
        if written <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[written:]


def _publish(disk: Disk, draft: Path, path: Path, replaces: bool) -> None:
    """Give the draft its name; where that must be free, by a link, since a link never replaces a file."""
    if not replaces:
        try:
            disk.link(draft, path)
            return
        except OSError as refusal:
            if refusal.errno not in _NO_LINKS:
                raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    disk.replace(draft, path)


def _permissions(path: Path) -> int:
    """Return the permissions of a file, or those of a new one."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0o077)
        os.umask(mask)
        return _ANYBODY & ~mask


def _keep_as(disk: Disk, path: Path, other: Path) -> bool:
    """Keep a file under another name too, replacing that in one step; return whether there is a file."""
    with _draft_for(disk, path) as second:
        try:
            _duplicate(disk, path, second)
        except FileNotFoundError:
            return False
        disk.replace(second, other)
    return True


def _duplicate(disk: Disk, path: Path, other: Path) -> None:
    """Give a file a second name, or copy it where a file has one name only."""
    try:
        disk.link(path, other)
    except OSError as refusal:
        if refusal.errno not in _NO_LINKS:
            raise
        _copy(disk, path, other)


def _copy(disk: Disk, path: Path, other: Path) -> None:
    file = disk.open(path)
    try:
        data = read_all(disk, file, disk.status(file).size)
    finally:
        disk.close(file)
    write_new(disk, other, data)


def _put_back(disk: Disk, path: Path, previous: Path | None) -> None:
    """Undo a replacement whose name may not survive a power cut, so that at least nothing has changed."""
    with suppress(OSError):
        if previous is None:
            disk.unlink(path)
        else:
            _keep_as(disk, previous, path)


@contextmanager
def _draft_for(disk: Disk, path: Path) -> Iterator[Path]:
    """Yield a name that nobody can guess in the folder of `path`, and remove what is left under it.

    A rename to another name of the same file does nothing, so a draft can be left even after success.
    """
    draft = path.with_name(f".samarra-{os.urandom(16).hex()}.tmp")
    try:
        yield draft
    finally:
        with suppress(OSError):
            disk.unlink(draft)
