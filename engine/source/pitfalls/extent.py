"""How many lines a value runs over, judged by indentation, quotation marks and brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.language import LINE_BEGINNINGS
from engine.source.pitfalls.words import closing

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
        return _quoted_end(lines, number, column, base, after)
    return after


def _indented_end(lines: Sequence[str], number: int, base: int) -> int:
    after = last = number + 1
    while after < len(lines) and _is_inside(lines[after], base):
        after += 1
        last = after if lines[after - 1].strip() else last
    return last


def _plain_end(lines: Sequence[str], number: int, base: int) -> int:
    last = number + 1
    for line in range(number + 1, len(lines)):
        if not lines[line].strip():
            continue
        if indent_of(lines[line]) <= base:
            break
        begins = _STRUCTURE.match(lines[line])
        if begins and (begins.group(1) is None or begins.group(1) in LINE_BEGINNINGS):
            return line
        last = line + 1
    return last


def _quoted_end(lines: Sequence[str], number: int, column: int, base: int, otherwise: int) -> int:
    """The line after the closing mark, looked for no further than twice as far as it is."""
    inside = [lines[number][column:]]
    for line in range(number + 1, len(lines) + 1):
        is_last = line == len(lines) or not _is_inside(lines[line], base)
        is_time = len(inside) & (len(inside) - 1) == 0
        if (is_last or is_time) and (end := closing(words := "\n".join(inside))) >= 0:
            return _after_quote(words, number, end, otherwise)
        if is_last:
            break
        inside.append(lines[line])
    return otherwise


def _after_quote(words: str, number: int, end: int, otherwise: int) -> int:
    after = number + 1 + words.count("\n", 0, end)
    rest = words[end + 1 :].split("\n", 1)[0].strip()
    return max(after, otherwise) if rest and not rest.startswith("#") else after


def _is_inside(line: str, base: int) -> bool:
    return not line.strip() or indent_of(line) > base


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
