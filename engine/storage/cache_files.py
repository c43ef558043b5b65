"""Stores bytes between runs to save work, in our own folder of the user's cache, which may be deleted at any time.

It neither reads nor changes a file that it cannot prove to have written itself.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from zlib import crc32

from engine.hashing import blake2b
from engine.records import dataclass
from engine.storage.disk import RealDisk
from engine.storage.read_regular import NotRegularError, TooLargeError, read_regular, read_start
from engine.storage.user_folders import user_folder
from engine.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from engine.storage.system_calls import StrPath

_FORMAT = 2
_ABANDONED_SECONDS = 3600
"""A draft older than this belongs to a process that has ended."""
_KEY = re.compile(r"[0-9a-f]{40}", re.ASCII)
_used: list[tuple[Cache, str]] = []
"""The entries this process has read."""
_DISK = RealDisk()
_ENGINE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - at every start


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries of one kind; those written longest ago are removed when there are too many."""

    kind: str
    """The name of their folder, also written in their first line."""
    ending: str
    most_entries: int
    largest: int
    """Most bytes of an entry."""

    def read(self, key: str) -> memoryview | None:
        """Return the bytes that were written under a key, or None if there are none or they are damaged."""
        try:
            data = read_regular(_DISK, self._path(key), self.largest, _owner())
        except (OSError, ValueError, NotRegularError, TooLargeError):
            return None
        if not data.startswith(self._signature()):
            return None
        end = data.find(b"\n")
        body = memoryview(data)[end + 1 :]
        if data[: max(end, 0)] != self._header(body):
            self.forget(key)
            return None
        _used.append((self, key))
        return body

    def is_empty(self) -> bool:
        """Return whether no entry of this kind was ever written here."""
        try:
            return not os.path.isdir(self._folder())  # noqa: PTH112 - at every start
        except (OSError, ValueError, NotRegularError):
            return True

    def write(self, key: str, body: bytes) -> bool:
        """Store bytes under a key and return whether that worked; a folder that cannot be written is no error."""
        data = self._header(body) + b"\n" + body
        if len(data) > self.largest:
            return False
        with suppress(OSError, ValueError, NotRegularError):
            from pathlib import Path

            from engine.storage.atomic_write import put

            file = Path(self._path(key))
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if os.path.lexists(file) and not self._is_ours(file):
                return False
            put(_DISK, file, data, replaces=True, permissions=0o600)
            self._prune(file.parent)
            return True
        return False

    def forget(self, key: str) -> None:
        """Remove the entry of a key, if it is ours."""
        with suppress(OSError, ValueError, NotRegularError):
            file = self._path(key)
            if self._is_ours(file):
                os.unlink(file)  # noqa: PTH108 - a name

    def _path(self, key: str) -> str:
        return f"{self._folder()}/{key}{self.ending}"

    def _folder(self) -> str:
        """Return the folder of the entries; refuse one that is a link, as it may lead to files of another user."""
        base = _base()
        if os.path.islink(base) or os.path.islink(f"{base}/{self.kind}"):  # noqa: PTH114 - at every start
            raise NotRegularError("link")
        return f"{base}/{self.kind}"

    def _signature(self) -> bytes:
        """Return the bytes with which every entry of this kind begins."""
        return f"samarra {self.kind} {_FORMAT} ".encode("ascii")

    def _header(self, body: bytes | memoryview) -> bytes:
        """Return the first line of an entry: the signature, and a checksum that shows damage by accident."""
        return self._signature() + b"%08x" % crc32(body)

    def _is_ours(self, file: StrPath) -> bool:
        """Return whether a file is a regular one of this user and begins with our signature."""
        try:
            return read_start(_DISK, file, len(self._signature()), _owner()) == self._signature()
        except (OSError, NotRegularError):
            return False

    def _prune(self, folder: Path) -> None:
        """Remove the oldest entries if there are too many, and abandoned drafts."""
        ours = sorted(self._entries(folder), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in ours[self.most_entries :]:
            file.unlink(missing_ok=True)

    def _entries(self, folder: Path) -> Iterator[Path]:
        """Yield the entries of a folder, and remove its abandoned drafts on the way."""
        from engine.storage.atomic_write import is_draft

        oldest_draft = time.time() - _ABANDONED_SECONDS
        for file in folder.iterdir():
            if file.suffix == self.ending and _KEY.fullmatch(file.stem) and self._is_ours(file):
                yield file
            elif is_draft(file.name) and self._is_ours(file) and file.stat().st_mtime < oldest_draft:
                file.unlink(missing_ok=True)


def forget_used() -> bool:
    """Remove every entry this process has read, because one may be wrong; return whether there was any."""
    entries = list(_used)
    _used.clear()
    for cache_of_entry, key in entries:
        cache_of_entry.forget(key)
    return bool(entries)


def _base() -> str:
    """Return the folder of all our entries: in `SAMARRA_CACHE`, else in the platform's cache folder."""
    if folder := os.environ.get("SAMARRA_CACHE"):
        return f"{folder}/samarra"
    return user_folder("cache")


def _owner() -> int | None:
    """Return the id of the user whose files are trusted, or None on Windows, which has no such id."""
    return os.geteuid() if hasattr(os, "geteuid") else None


@cache
def engine_stamp(packages: tuple[str, ...]) -> str:
    """Return a hash that changes when a module of these packages or of the engine's top folder changes.

    It covers names, sizes and times, which takes a millisecond; for an engine inside an archive only the version.
    """
    stamp = blake2b(VERSION.encode(), digest_size=20)
    for folder in ("", *packages):
        for line in sorted(_module_lines(os.path.join(_ENGINE, folder), enters=bool(folder))):  # noqa: PTH118 - as above
            stamp.update(line.encode("utf-8", "surrogateescape"))
    return stamp.hexdigest()


def _module_lines(folder: str, enters: bool) -> Iterator[str]:
    """Yield a line for each module of a folder and, if `enters`, of the folders below it."""
    try:
        listing = list(os.scandir(folder))
    except OSError:
        return
    for entry in listing:
        if entry.name.endswith(".py"):
            status = entry.stat()
            yield f"{entry.path[len(_ENGINE) :]} {status.st_size} {status.st_mtime_ns}\n"
        elif enters and "." not in entry.name and not entry.name.startswith("_") and entry.is_dir():
            yield from _module_lines(entry.path, enters)
