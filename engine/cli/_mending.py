"""Mended lines put into a file's text, and the file replaced as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from engine.diagnostics.diagnostic import Mend


def mended(text: str, mends: Iterable[Mend]) -> tuple[list[Mend], str]:
    """The mends that were made and the text after them; of two that touch the same lines only the first is made.

    A mend that would change nothing is not made. Line ends stay what they are in the file.
    """
    lines = text.split("\n")
    made: list[Mend] = []
    for mend in sorted(mends, key=lambda one: (one.first, one.last), reverse=True):
        end = "\r" if lines[mend.first - 1].endswith("\r") else ""
        after = [line + end for line in mend.lines]
        if mend.last < _lowest(made) and lines[mend.first - 1 : mend.last] != after:
            lines[mend.first - 1 : mend.last] = after
            made.append(mend)
    return made, "\n".join(lines)


def rewrite(path: Path, data: bytes) -> None:
    """Puts other bytes in a file by way of a new one beside it, with the old one's permissions."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _lowest(made: list[Mend]) -> float:
    return min((mend.first for mend in made), default=float("inf"))
