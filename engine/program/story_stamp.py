"""Recognises a story whose files did not change by what the system says of them, without reading any."""

from __future__ import annotations

import os
import time
from stat import S_ISREG

from engine.hashing import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

RECENT = 2_000_000_000
"""Nanoseconds after a change in which the next one may get the same time."""
MOST_ENTRIES = 10_000


def story_stamp(path: str, engine: str) -> str | None:
    """Return a hash of the names, numbers, sizes and times of a story's files, and of the engine's own stamp.

    None where a change might not show: outside POSIX, for too many files, and for a file changed moments ago.
    """
    if os.name != "posix":
        return None
    stamp = blake2b(f"{engine} {path}".encode("utf-8", "surrogateescape"), digest_size=20)
    settled = time.time_ns() - RECENT
    try:
        for count, (line, changed) in enumerate(_lines(path)):
            if count >= MOST_ENTRIES or changed > settled:
                return None
            stamp.update(line.encode("utf-8", "surrogateescape"))
    except (OSError, ValueError):
        return None
    return stamp.hexdigest()


def _lines(path: str) -> Iterator[tuple[str, int]]:
    """Yield a line for everything that is not hidden, and when it changed if it may be read as a part of the story."""
    status = os.lstat(path)
    if S_ISREG(status.st_mode):
        yield _line(path, status)
        return
    waiting = [path]
    while waiting:
        with os.scandir(waiting.pop()) as listing:
            entries = sorted((entry.name, entry) for entry in listing if not entry.name.startswith("."))
        for name, entry in entries:
            if name.endswith(".yaml"):
                yield _line(entry.path, entry.stat(follow_symlinks=False))
            else:
                yield f"{entry.path} {entry.is_symlink()} {entry.is_dir()}\n", 0
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)


def _line(name: str, status: os.stat_result) -> tuple[str, int]:
    numbers = (status.st_mode, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return f"{name} {numbers}\n", max(status.st_mtime_ns, status.st_ctime_ns)
