"""How many lines a value runs over, judged by indentation, quotation marks and brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.language import LINE_BEGINNINGS
from engine.source.traps.words import closing

BLOCK_HEADER = re.compile(r"[|>][-+0-9]*(?:\s+#.*)?")

_STRUCTURE = re.compile(r"\s*(?:-(?:\s|$)|#|([a-z]+):(?:\s|$))")
_BRACKETS = re.compile(r"[{}\[\]]")
_FLOW_LINES = 20
_FLOW_CHARACTERS = 20_000


def value_end(lines: Sequence[str], number: int, value: str, column: int, base: int) -> int:
    """The line after the last of a value that begins at `column`; its further lines stand further in than `base`."""
    if not value or value.startswith("#"):
        return number + 1
    if BLOCK_HEADER.fullmatch(value):
        return _indented_end(lines, number, base)
    if value[0] in "{[":
        return _flow_end(lines, number, column)
    after = _plain_end(lines, number, base)
    if value[0] in "\"'":
        return _quoted_end(lines, number, column, _indented_end(lines, number, base), after)
    return after


def _indented_end(lines: Sequence[str], number: int, base: int) -> int:
    after = last = number + 1
    while after < len(lines) and (not lines[after].strip() or indent_of(lines[after]) > base):
        after += 1
        last = after if lines[after - 1].strip() else last
    return last


def _plain_end(lines: Sequence[str], number: int, base: int) -> int:
    after = _indented_end(lines, number, base)
    for line in range(number + 1, after):
        begins = _STRUCTURE.match(lines[line])
        if begins and (begins.group(1) is None or begins.group(1) in LINE_BEGINNINGS):
            return line
    return after


def _quoted_end(lines: Sequence[str], number: int, column: int, limit: int, otherwise: int) -> int:
    inside = lines[number][column:] + "\n" + "\n".join(lines[number + 1 : limit])
    end = closing(inside)
    if end < 0:
        return otherwise
    after = number + 1 + inside.count("\n", 0, end)
    rest = inside[end + 1 :].split("\n", 1)[0]
    return max(after, otherwise) if rest.strip() and not rest.lstrip().startswith("#") else after


def _flow_end(lines: Sequence[str], number: int, column: int) -> int:
    """The line after the one where every bracket is closed; the next line if that is too far off."""
    depth = characters = 0
    for line in range(number, min(len(lines), number + _FLOW_LINES)):
        words = lines[line][column if line == number else 0 :]
        characters += len(words)
        if characters > _FLOW_CHARACTERS:
            break
        for bracket in _BRACKETS.findall(words):
            depth += 1 if bracket in "{[" else -1
        if depth <= 0:
            return line + 1
    return number + 1


def indent_of(line: str) -> int:
    """The spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))
