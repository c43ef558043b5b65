"""A short word for the engine's own sources: what was kept by other sources than these is not used."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b

from engine.version import VERSION

_ENGINE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - at every start


@cache
def engine_stamp(packages: tuple[str, ...]) -> str:
    """Return a word that changes when a module of these packages, or one beside them, does.

    It is made of names, sizes and times, which takes a millisecond; where the modules lie in an archive, of the version
    alone.
    """
    stamp = blake2b(VERSION.encode(), digest_size=20)
    for folder in ("", *packages):
        for line in sorted(_lines(os.path.join(_ENGINE, folder), enters=bool(folder))):  # noqa: PTH118 - as above
            stamp.update(line.encode("utf-8", "surrogateescape"))
    return stamp.hexdigest()


def _lines(folder: str, enters: bool) -> Iterator[str]:
    """A line for each module of a folder and, if it is entered, of those below."""
    try:
        listing = list(os.scandir(folder))
    except OSError:
        return
    for entry in listing:
        if entry.name.endswith(".py"):
            status = entry.stat()
            yield f"{entry.path[len(_ENGINE) :]} {status.st_size} {status.st_mtime_ns}\n"
        elif enters and "." not in entry.name and not entry.name.startswith("_") and entry.is_dir():
            yield from _lines(entry.path, enters)
