"""The lines of a file into rows: a key or a list item with all the lines its value runs over.

This is a reading by indentation alone, made for lines that YAML refuses; it never fails and looks at each line once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.language import OFFERED_WORDS, OFFERINGS
from engine.source.pitfalls.extent import value_end
from engine.source.pitfalls.words import closing, first_mark

_LEAD = re.compile(r"( *)((?:-(?:\s+|$))?)(?:-(?:\s+|$))*")
_AFTER_QUOTE = re.compile(r"\s*:(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Row:
    """One key or item; lines and columns count from 0."""

    first: int
    after: int
    """The line after its last."""
    dash: int
    """The column of its first dash, -1 without one."""
    column: int
    """Where the key or the item's words begin."""
    key: str
    """As written; empty for an item without a key."""
    value: str
    """The first line of the value, a comment included."""
    value_column: int
    parent: str
    """The key it stands under, empty at the top and under a label."""
    level_with: int
    """The line of the choice label that this key stands level with, -1 if it does not."""

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
    """The rows of a file in order; comments, blank lines and the insides of texts are passed over."""
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
    after = value_end(lines, number, value, value_column, column if key else dash)
    is_label = is_offered and key not in OFFERED_WORDS
    if key:
        levels.append(_Level(column, "" if is_label else key, is_label, number))
    return Row(number, after, dash, column, key, value, value_column, parent, level_with)


def _close_levels(levels: list[_Level], indent: int, is_item: bool) -> int:
    """Ends the levels a row stands outside of; the line of the label it stands level with, or -1."""
    level_with = -1
    while levels and (levels[-1].column > indent or (levels[-1].column == indent and not is_item)):
        ended = levels.pop()
        if ended.column == indent and ended.is_label:
            level_with = ended.line
    return level_with


def _split(words: str) -> tuple[str, int]:
    """The key and where its colon stands; an empty key if there is none."""
    if words[:1] in ("{", "["):
        return "", 0
    if words[:1] in ('"', "'"):
        end = closing(words)
        colon = _AFTER_QUOTE.match(words, end + 1) if end > 0 else None
        return (words[: end + 1], colon.end() - 1) if colon else ("", 0)
    at = first_mark(words)
    return (words[:at].rstrip(), at) if at > 0 and words[at] == ":" else ("", 0)
