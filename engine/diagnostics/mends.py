"""Mended lines put into the text of a file."""

from __future__ import annotations

from collections.abc import Iterable

from engine.diagnostics.diagnostic import Mend


def apply_mends(text: str, mends: Iterable[Mend]) -> tuple[list[Mend], str]:
    """The mends that were made and the text after them; of two that touch the same lines only the first is made.

    A mend that would change nothing is not made. Line ends stay what they are in the file.
    """
    lines = text.split("\n")
    made: list[Mend] = []
    lowest = len(lines) + 1
    for mend in sorted(mends, key=lambda one: (one.first, one.last), reverse=True):
        end = "\r" if lines[mend.first - 1].endswith("\r") else ""
        after = [line + end for line in mend.lines]
        if mend.last < lowest and lines[mend.first - 1 : mend.last] != after:
            lines[mend.first - 1 : mend.last] = after
            made.append(mend)
            lowest = mend.first
    return made, "\n".join(lines)
