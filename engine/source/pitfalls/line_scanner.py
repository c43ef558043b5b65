"""Scan the lines of a file into rows: a key or a list item with all the lines of its value.

The scan goes by indentation, quotation marks and brackets, since YAML may refuse the file; it never fails, and passes
over each line once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.language import LINE_BEGINNINGS, OFFERED_WORDS, OFFERINGS
from engine.records import dataclass
from engine.source.pitfalls.words import closing, first_mark

BLOCK_HEADER = re.compile(r"[|>][-+0-9]*(?:\s+#.*)?")

_LEAD = re.compile(r"( *)((?:-(?:\s+|$))?)(?:-(?:\s+|$))*")
_AFTER_QUOTE = re.compile(r"\s*:(?=\s|$)")
_STRUCTURE = re.compile(r"\s*(?:-(?:\s|$)|#|([a-z]+):(?:\s|$))")
_FLOW_LINES = 20
_FLOW_CHARACTERS = 20_000
"""Lines and characters within which the end of a value in brackets is searched."""


class Row(NamedTuple):
    """One key or item; lines and columns count from 0."""

    first: int
    after: int
    """The line after its last line."""
    dash: int
    """The column of its first dash, -1 without one."""
    column: int
    """The column where the key or the words of the item begin."""
    key: str
    """As written; empty for an item without a key."""
    value: str
    """The first line of the value, a comment included."""
    value_column: int
    parent: str
    """The key it is under, empty at the top and under a label."""
    level_with: int
    """The line of the choice label that this key is indented like, -1 if there is none."""

    @property
    def is_offered(self) -> bool:
        """Whether it is an item of a list of choices."""
        return self.dash >= 0 and self.parent in OFFERINGS


@dataclass(slots=True)
class _Level:
    column: int
    key: str
    is_label: bool
    line: int


def read_rows(lines: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a file in order, without comments, blank lines and the insides of texts."""
    levels: list[_Level] = []
    number = 0
    while number < len(lines):
        words = lines[number].lstrip(" ")
        if not words or words.startswith("#"):
            number += 1
            continue
        row = _read_row(lines, number, levels)
        yield row
        number = row.after


def _read_row(lines: Sequence[str], number: int, levels: list[_Level]) -> Row:
    line = lines[number]
    lead = _LEAD.match(line)
    indent, column = (lead.end(1), lead.end()) if lead else (0, 0)
    dash = indent if column > indent else -1
    level_with = _close_levels(levels, indent, dash >= 0)
    parent = levels[-1].key if levels else ""
    is_offered = dash >= 0 and parent in OFFERINGS
    if is_offered and lead:
        column = lead.end(2)
    key, colon = _split(line[column:])
    value_at = column + colon + 1 if key else column
    value = line[value_at:].strip()
    value_column = len(line) - len(line[value_at:].lstrip())
    after = _value_end(lines, number, value, value_column, column if key else dash)
    is_label = is_offered and key not in OFFERED_WORDS
    if key:
        levels.append(_Level(column, "" if is_label else key, is_label, number))
    return Row(number, after, dash, column, key, value, value_column, parent, level_with)


def _close_levels(levels: list[_Level], indent: int, is_item: bool) -> int:
    """Close the levels that a row is outside of; return the line of the label it is indented like, or -1."""
    level_with = -1
    while levels and (levels[-1].column > indent or (levels[-1].column == indent and not is_item)):
        level = levels.pop()
        if level.column == indent and level.is_label:
            level_with = level.line
    return level_with


def _split(words: str) -> tuple[str, int]:
    """Return the key and the place of its colon; an empty key if there is none."""
    if words[:1] in ("{", "["):
        return "", 0
    if words[:1] in ('"', "'"):
        end = closing(words)
        colon = _AFTER_QUOTE.match(words, end + 1) if end > 0 else None
        return (words[: end + 1], colon.end() - 1) if colon else ("", 0)
    at = first_mark(words)
    return (words[:at].rstrip(), at) if at > 0 and words[at] == ":" else ("", 0)


def _value_end(lines: Sequence[str], number: int, value: str, column: int, base: int) -> int:
    """Return the line after a value that begins at `column`; its further lines are indented deeper than `base`."""
    if not value or value.startswith("#"):
        return number + 1
    if BLOCK_HEADER.fullmatch(value):
        return indented_end(lines, number, base)
    if value[0] in "{[":
        return _flow_end(lines, number, column)
    after = _plain_end(lines, number, base)
    if value[0] in "\"'":
        return _quoted_end(lines, number, column, base, after)
    return after


def indented_end(lines: Sequence[str], number: int, base: int, most: int | None = None) -> int:
    """Return the line after the last of the lines, at most `most`, that follow and are indented deeper than `base`."""
    after = last = number + 1
    end = len(lines) if most is None else min(len(lines), after + most)
    while after < end and _is_inside(lines[after], base):
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
    """Return the line after the closing mark; the search costs at most twice the distance to it."""
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
    """Return the line after the one that closes every bracket; the next line if that is too far away."""
    depth = characters = 0
    for line in range(number, min(len(lines), number + _FLOW_LINES)):
        words = lines[line][column if line == number else 0 :]
        characters += len(words)
        if characters > _FLOW_CHARACTERS:
            break
        depth += sum(map(words.count, "{[")) - sum(map(words.count, "}]"))
        if depth <= 0:
            return line + 1
    return number + 1


def indent_of(line: str) -> int:
    """Count the spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))
