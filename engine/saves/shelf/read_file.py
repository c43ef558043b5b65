"""The bytes of a regular file; whatever else bears the name is refused at once and by its kind."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.diagnostics.show import safe
from engine.errors import AccessError, SaveError
from engine.saves.format.save_file import LARGEST
from engine.storage.atomic_write import read_all
from engine.storage.disk import Disk

_NOT_FILES = {errno.ELOOP: "a link", errno.ENXIO: "a socket or device", errno.EISDIR: "a directory"}


class NoSuchSave(SaveError):
    """There is nothing under the name."""


class Refused(AccessError):
    """The system does not let something be done with a save."""

    def __init__(self, name: str, what: str, why: str) -> None:
        super().__init__(f"`{safe(name)}` {what}: {why}")
        self.why = why


class NotAFile(SaveError):
    """What is there is not a file, or far too large for a save."""


def read_file(disk: Disk, path: Path, name: str, largest: int = LARGEST) -> bytes:
    """The bytes of a file; `name` is what it is called to the player.

    Raises:
        NoSuchSave, NotAFile: as they say.
        Refused: the system does not let it be read.
    """
    with os_errors_as(name, "cannot be read"), _opened(disk, path, name) as file:
        size = disk.status(file).size
        data = read_all(disk, file, largest) if size <= largest else b""
        if size > largest or len(data) > largest:
            raise NotAFile(f"`{safe(name)}` is too large: a save has at most {largest // 1_000_000} MB")
        return data


def read_start(disk: Disk, path: Path, most: int) -> bytes:
    """The first bytes of a file.

    Raises:
        NoSuchSave, NotAFile, OSError: as for `read_file`.
    """
    with _opened(disk, path, path.name) as file:
        return read_all(disk, file, most - 1)


@contextmanager
def os_errors_as(name: str, what: str) -> Iterator[None]:
    """Turns a refusal of the system into a sentence that names the save and what was wanted at last.

    Raises:
        Refused: instead of any OSError, and of a refusal of some step on the way.
    """
    try:
        yield
    except Refused as refusal:
        raise Refused(name, what, refusal.why) from None
    except OSError as refusal:
        raise Refused(name, what, (refusal.strerror or "the system refuses").lower()) from None


@contextmanager
def _opened(disk: Disk, path: Path, name: str) -> Iterator[int]:
    """A regular file open for reading."""
    try:
        file = disk.open(path)
    except FileNotFoundError:
        raise NoSuchSave(f"there is no save `{safe(name)}`") from None
    except OSError as refusal:
        if refusal.errno in _NOT_FILES:
            raise NotAFile(f"`{safe(name)}` is {_NOT_FILES[refusal.errno]}, not a save") from None
        raise
    try:
        kind = disk.status(file).kind
        if kind != "file":
            raise NotAFile(f"`{safe(name)}` is a {kind}, not a save")
        yield file
    finally:
        with suppress(OSError):
            disk.close(file)
