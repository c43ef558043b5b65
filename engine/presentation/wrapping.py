"""Breaks lines at a width counted in terminal cells, not in characters."""

from __future__ import annotations

import re

from engine.diagnostics.show import cell_width, character_width

_WORD = re.compile(r"[^ ]+")


def break_points(text: str, width: int) -> list[tuple[int, int]]:
    """Return start and end of each line; only plain spaces and line feeds break, and a word too long is cut."""
    lines: list[tuple[int, int]] = []
    begin = 0
    for line in text.split("\n"):
        lines += [(begin + start, begin + end) for start, end in _break_line(line, max(2, width))]
        begin += len(line) + 1
    return lines


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Return the lines of a text, with one indent before the first and another, as wide, before the rest."""
    lines = break_points(text, width - cell_width(first))
    return [((rest if at else first) + text[start:end]).rstrip() for at, (start, end) in enumerate(lines)]


def _break_line(line: str, width: int) -> list[tuple[int, int]]:
    """Return the lines of one line of text: each word goes on the line it fits on."""
    lines = [(0, 0)]
    for word in _WORD.finditer(line):
        for start, end in _cut(line, word.start(), word.end(), width):
            begin, stop = lines[-1]
            if stop == 0:
                lines[-1] = (start, end)
            elif start == word.start() and cell_width(line[begin:end]) <= width:
                lines[-1] = (begin, end)
            else:
                lines.append((start, end))
    return lines


def _cut(line: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Cut a word in pieces no wider than a line; nearly always one."""
    pieces: list[tuple[int, int]] = []
    used = 0
    for at in range(start, end):
        size = character_width(line[at])
        if used + size > width:
            pieces.append((start, at))
            start, used = at, 0
        used += size
    return [*pieces, (start, end)]
