"""Reads the files of a folder of saves, and tells which are ours; no other file may be removed or replaced."""

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
from engine.storage.read_regular import NotRegularError, TooLargeError, read_regular, read_start

_SAVE_STARTS = tuple(json.dumps({"kind": kind})[:-1].encode() for kind in (KIND, LOG_KIND))
LONGEST_START = max(map(len, _SAVE_STARTS))


class NoSuchSaveError(SaveError):
    """No save has this name."""


class SaveAccessError(AccessError):
    """The system refuses an operation on a save."""

    def __init__(self, name: str, failure: str, reason: str) -> None:
        super().__init__(f"`{safe(name)}` {failure}: {reason}")
        self.reason = reason


class NotAFileError(SaveError):
    """Something with this name exists, but it is not a regular file, or is too large for a save."""


def read_file(disk: Disk, path: Path, name: str, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file; `name` is what the player calls it.

    Raises:
        NoSuchSaveError: there is nothing at the path.
        NotAFileError: it is no regular file, or has more than `largest` bytes.
        SaveAccessError: the system does not let it be read.
    """
    with os_errors_as(name, "cannot be read"), _save_errors(name):
        try:
            return read_regular(disk, path, largest)
        except TooLargeError:
            raise NotAFileError(f"`{safe(name)}` is too large: a save has at most {largest // 1_000_000} MB") from None


@contextmanager
def os_errors_as(name: str, failure: str) -> Iterator[None]:
    """Raise SaveAccessError, with the save's name and a failure such as “cannot be read”, for errors of the system."""
    try:
        yield
    except SaveAccessError as refusal:
        raise SaveAccessError(name, failure, refusal.reason) from None
    except OSError as refusal:
        raise SaveAccessError(name, failure, reason_of(refusal)) from None


@contextmanager
def _save_errors(name: str) -> Iterator[None]:
    """Raise NoSuchSaveError and NotAFileError for a path where no regular file is."""
    try:
        yield
    except FileNotFoundError:
        raise NoSuchSaveError(f"there is no save `{safe(name)}`") from None
    except NotRegularError as other:
        raise NotAFileError(f"`{safe(name)}` is a {other.kind}, not a save") from None


def is_ours(disk: Disk, path: Path) -> bool:
    """Return whether a file begins as a save or an autosave does, even if the rest is damaged.

    Raises:
        NoSuchSaveError: there is nothing at the path.
        NotAFileError: it is no regular file.
        OSError: it cannot be read.
    """
    with _save_errors(path.name):
        return read_start(disk, path, LONGEST_START).startswith(_SAVE_STARTS)


def abandoned_drafts(disk: Disk, folder: Path) -> Iterator[Path]:
    """Yield the unfinished drafts of saves: files with the name of a draft and the first bytes of a save."""
    for name in filter(is_draft, disk.names(folder)):
        with suppress(NotRegularError, OSError):
            start = read_start(disk, folder / name, LONGEST_START)
            if start.startswith(_SAVE_STARTS) or any(save_start.startswith(start) for save_start in _SAVE_STARTS):
                yield folder / name


def make_way(disk: Disk, *paths: Path) -> tuple[str, ...]:
    """Rename what is not ours at these paths, and return the new names; raise NotAFileError for what is no file."""
    names = []
    for path in paths:
        with suppress(NoSuchSaveError):
            if not is_ours(disk, path):
                names.append(set_aside(disk, path))
    return tuple(names)


def set_aside(disk: Disk, path: Path) -> str:
    """Rename a file to a free name that no save ever uses, and return that name."""
    names = set(disk.names(path.parent))
    name = next(name for name in (f"{path.name}.aside-{number}" for number in count(1)) if name not in names)
    disk.replace(path, path.with_name(name))
    disk.sync_folder(path.parent)
    return name


def aside_sentence(name: str) -> str:
    """Return a sentence about a file that was renamed to make room for a save."""
    return f"what was there and is not a save is kept aside as `{safe(name)}`"
