"""Bytes kept between runs to save work: in a folder of our own in the user's cache, safe to delete at any time.

Whatever is there that this module cannot prove to have written is neither read nor changed.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from engine.storage.atomic_write import is_draft
from engine.storage.disk import RealDisk
from engine.storage.read_regular import NotRegular, TooLarge, read_bytes
from engine.storage.write_whole import put

_FORMAT = 1
_ABANDONED_SECONDS = 3600
"""After so long nobody is still writing a draft."""
_KEY = re.compile(r"[0-9a-f]{40}", re.ASCII)
_used: list[tuple[Cache, str]] = []
"""What this process has read and not let go of."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries of one kind; the least lately written go when there are too many."""

    kind: str
    """The name of their folder, and of them in their first line."""
    ending: str
    most_entries: int
    largest: int
    """Bytes of an entry."""

    def read(self, key: str) -> bytes | None:
        """Return what was written under a key, or None if that is not there and whole."""
        try:
            head, _, body = read_bytes(self._file(key), self.largest, _owner()).partition(b"\n")
        except (OSError, ValueError, NotRegular, TooLarge):
            return None
        if not head.startswith(self._sign()):
            return None
        if head != self._head(body):
            self.forget(key)
            return None
        _used.append((self, key))
        return body

    def write(self, key: str, body: bytes) -> bool:
        """Keep bytes under a key and say whether that could be done: a folder that cannot be written to is no fault."""
        data = self._head(body) + b"\n" + body
        if len(data) > self.largest:
            return False
        with suppress(OSError, ValueError, NotRegular):
            file, disk = self._file(key), RealDisk()
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if os.path.lexists(file) and not self._is_ours(file):
                return False
            put(disk, file, data, replaces=True, permissions=0o600)
            self._prune(file.parent)
            return True
        return False

    def forget(self, key: str) -> None:
        """Remove the entry of a key, if it is ours."""
        with suppress(OSError, ValueError, NotRegular):
            file = self._file(key)
            if self._is_ours(file):
                file.unlink()

    def _file(self, key: str) -> Path:
        """Where an entry is kept; a folder of ours that is a link leads to somebody else's files."""
        folder = _base() / self.kind
        if folder.is_symlink() or folder.parent.is_symlink():
            raise NotRegular("a link")
        return folder / (key + self.ending)

    def _sign(self) -> bytes:
        return f"samarra {self.kind} {_FORMAT} ".encode("ascii")

    def _head(self, body: bytes) -> bytes:
        return self._sign() + blake2b(body, digest_size=20).hexdigest().encode("ascii")

    def _is_ours(self, file: Path) -> bool:
        """Whether a file is a plain one of this user that begins as only our entries do."""
        try:
            return read_bytes(file, self.largest, _owner(), only=len(self._sign())) == self._sign()
        except (OSError, NotRegular, TooLarge):
            return False

    def _prune(self, folder: Path) -> None:
        """Remove the oldest of too many entries, and drafts that a process left behind when it was ended."""
        ours = sorted(self._entries(folder), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in ours[self.most_entries :]:
            file.unlink(missing_ok=True)

    def _entries(self, folder: Path) -> Iterator[Path]:
        long_ago = time.time() - _ABANDONED_SECONDS
        for file in folder.iterdir():
            if file.suffix == self.ending and _KEY.fullmatch(file.stem) and self._is_ours(file):
                yield file
            elif is_draft(file.name) and self._is_ours(file) and file.stat().st_mtime < long_ago:
                file.unlink(missing_ok=True)


def forget_used() -> bool:
    """Remove every entry this process has read, and say whether there was any: something in them is not as it was."""
    entries = list(_used)
    _used.clear()
    for cache, key in entries:
        cache.forget(key)
    return bool(entries)


def _base() -> Path:
    """The folder of all our entries: in `SAMARRA_CACHE`, else the platform's cache folder."""
    if named := os.environ.get("SAMARRA_CACHE"):
        return Path(named) / "samarra"
    from platformdirs import user_cache_path

    return user_cache_path("samarra")


def _owner() -> int | None:
    """The user whose files are to be trusted; Windows does not say."""
    return os.geteuid() if hasattr(os, "geteuid") else None
