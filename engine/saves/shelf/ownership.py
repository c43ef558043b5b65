"""What in a folder of saves is provably ours: only that is removed, swept away or written over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from engine.diagnostics.show import safe
from engine.saves.format.autosave_file import KIND as LOG_KIND
from engine.saves.format.save_file import KIND
from engine.saves.shelf.read_file import NoSuchSave, NotAFile, read_start
from engine.storage.atomic_write import is_draft
from engine.storage.disk import Disk

_STARTS = tuple(json.dumps({"kind": kind})[:-1].encode() for kind in (KIND, LOG_KIND))
LONGEST_START = max(map(len, _STARTS))


def is_ours(disk: Disk, path: Path) -> bool:
    """Whether what is at a path was written as a save or an autosave, whole or not.

    Raises:
        NoSuchSave, NotAFile, OSError: nothing is there, no file is, or it cannot be read.
    """
    return read_start(disk, path, LONGEST_START).startswith(_STARTS)


def left_drafts(disk: Disk, folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that a save of ours was in the middle of: by name, and by as much as was written."""
    for name in filter(is_draft, disk.names(folder)):
        with suppress(NoSuchSave, NotAFile, OSError):
            start = read_start(disk, folder / name, LONGEST_START)
            if start.startswith(_STARTS) or any(whole.startswith(start) for whole in _STARTS):
                yield folder / name


def make_way(disk: Disk, *paths: Path) -> tuple[str, ...]:
    """Keep aside what is at the paths and is not ours; the names it has now.

    Raises:
        NotAFile: something there is no file, or a link to one.
    """
    names = []
    for path in paths:
        with suppress(NoSuchSave):
            if not is_ours(disk, path):
                names.append(keep_aside(disk, path))
    return tuple(names)


def keep_aside(disk: Disk, path: Path) -> str:
    """Give a file a name that nothing else has and nothing of ours will ever replace; that name."""
    taken = set(disk.names(path.parent))
    name = next(name for name in (f"{path.name}.aside-{number}" for number in count(1)) if name not in taken)
    disk.replace(path, path.with_name(name))
    disk.sync_folder(path.parent)
    return name


def aside_words(name: str) -> str:
    """A sentence about a file that stood in a save's way."""
    return f"what was there and is not a save is kept aside as `{safe(name)}`"
