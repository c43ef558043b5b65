"""Reads the files of a folder of saves; only those that are provably ours may be removed or replaced."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from engine.diagnostics.show import safe
from engine.errors import AccessError, SaveError, reason_of
from engine.saves.format.autosave_file import KIND as LOG_KIND
from engine.saves.format.save_file import KIND, LARGEST
from engine.storage.atomic_write import is_draft
from engine.storage.disk import Disk
from engine.storage.read_regular import NotRegular, TooLarge, read_regular, read_start

_STARTS = tuple(json.dumps({"kind": kind})[:-1].encode() for kind in (KIND, LOG_KIND))
LONGEST_START = max(map(len, _STARTS))


class NoSuchSave(SaveError):
    """There is nothing under the name."""


class SaveAccessError(AccessError):
    """The system refuses an operation on a save."""

    def __init__(self, name: str, what: str, why: str) -> None:
        super().__init__(f"`{safe(name)}` {what}: {why}")
        self.why = why


class NotAFile(SaveError):
    """What has the name is not a file, or is far too large for a save."""


def read_file(disk: Disk, path: Path, name: str, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file; `name` is what the player calls it.

    Raises:
        NoSuchSave: there is nothing at the path.
        NotAFile: it is no regular file, or has more than `largest` bytes.
        Refused: the system does not let it be read.
    """
    with os_errors_as(name, "cannot be read"), _save_errors(name):
        try:
            return read_regular(disk, path, largest)
        except TooLarge:
            raise NotAFile(f"`{safe(name)}` is too large: a save has at most {largest // 1_000_000} MB") from None


@contextmanager
def os_errors_as(name: str, what: str) -> Iterator[None]:
    """Turn the system's refusal into a sentence that names the save and what could not be done with it.

    Raises:
        Refused: instead of any OSError, and instead of the refusal of a step inside.
    """
    try:
        yield
    except SaveAccessError as refusal:
        raise SaveAccessError(name, what, refusal.why) from None
    except OSError as refusal:
        raise SaveAccessError(name, what, reason_of(refusal)) from None


@contextmanager
def _save_errors(name: str) -> Iterator[None]:
    """Raise NoSuchSave and NotAFile for a path where no regular file is."""
    try:
        yield
    except FileNotFoundError:
        raise NoSuchSave(f"there is no save `{safe(name)}`") from None
    except NotRegular as other:
        raise NotAFile(f"`{safe(name)}` is a {other.kind}, not a save") from None


def is_ours(disk: Disk, path: Path) -> bool:
    """Return whether a file was written as a save or an autosave, whole or not.

    Raises:
        NoSuchSave: there is nothing at the path.
        NotAFile: it is no regular file.
        OSError: it cannot be read.
    """
    with _save_errors(path.name):
        return read_start(disk, path, LONGEST_START).startswith(_STARTS)


def abandoned_drafts(disk: Disk, folder: Path) -> Iterator[Path]:
    """Yield the drafts of saves that were not finished: files with a draft's name that begin as a save of ours does."""
    for name in filter(is_draft, disk.names(folder)):
        with suppress(NotRegular, OSError):
            start = read_start(disk, folder / name, LONGEST_START)
            if start.startswith(_STARTS) or any(whole.startswith(start) for whole in _STARTS):
                yield folder / name


def make_way(disk: Disk, *paths: Path) -> tuple[str, ...]:
    """Set aside what is at the paths and is not ours, and return the new names.

    Raises:
        NotAFile: something there is not a regular file.
    """
    names = []
    for path in paths:
        with suppress(NoSuchSave):
            if not is_ours(disk, path):
                names.append(set_aside(disk, path))
    return tuple(names)


def set_aside(disk: Disk, path: Path) -> str:
    """Give a file a name that is free and that nothing of ours ever replaces, and return that name."""
    names = set(disk.names(path.parent))
    name = next(name for name in (f"{path.name}.aside-{number}" for number in count(1)) if name not in names)
    disk.replace(path, path.with_name(name))
    disk.sync_folder(path.parent)
    return name


def aside_words(name: str) -> str:
    """Return a sentence about a file that was in a save's way."""
    return f"what was there and is not a save is kept aside as `{safe(name)}`"
