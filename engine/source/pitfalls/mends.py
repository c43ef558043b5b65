"""Write the lines the author meant, for a value and for a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.span import Span
from engine.language import ID
from engine.records import dataclass
from engine.source.pitfalls.line_scanner import Row
from engine.source.pitfalls.words import COLON, as_one_line, closing, typographic, typographic_label

_BLOCK_SIGN = re.compile(r"\|[-+0-9]*\s*")
_TARGET = re.compile(rf"(?P<label>.*\S)\s*:\s*(?P<target>{ID})?\s*(?P<comment>\s#\s.*)?")


@dataclass(frozen=True, slots=True)
class Pitfall:
    """A diagnostic, and harmless lines for YAML to read in place of the row's; as many as the row has."""

    diagnostic: Diagnostic
    neutral: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class FileLines:
    """The lines of a file, and spans in it."""

    file: str
    lines: Sequence[str]

    def span(self, line: int, start: int, end: int) -> Span:
        """Return the span from column `start` up to `end` of a line; all count from 0."""
        return Span(self.file, line + 1, start + 1, line + 1, max(end, start + 1) + 1)

    def value_span(self, row: Row) -> Span:
        """Return the span of the first line of a row's value."""
        return self.span(row.first, row.value_column, len(self.lines[row.first].rstrip()))

    def label_span(self, row: Row) -> Span:
        """Return the span of a list item, up to the end of its line."""
        return self.span(row.first, row.column, len(self.lines[row.first].rstrip()))


def value_lines(source: FileLines, row: Row) -> list[str]:
    """Return the lines of the value, without their indentation."""
    return [row.value, *(source.lines[number].strip() for number in range(row.first + 1, row.after))]


def mend_as_block(source: FileLines, row: Row, words: Sequence[str]) -> Mend:
    """Write the words under `|`."""
    body = (" " * (row.column + 2) + line if line else "" for line in words)
    return Mend(source.file, row.first + 1, row.after, (f"{_head(source, row)} |", *body))


def mend_as_line(source: FileLines, row: Row, words: Sequence[str]) -> Mend:
    """Write the words on one line, between single quotation marks if YAML needs them."""
    text = " ".join(line for line in words if line)
    return Mend(source.file, row.first + 1, row.after, (f"{_head(source, row)} {as_one_line(text)}",))


def mend_label(source: FileLines, row: Row) -> Mend | None:
    """Write the item with a label that YAML takes whole; return None if the end of the label is uncertain."""
    item = source.lines[row.first][row.column :].rstrip()
    parts = _TARGET.fullmatch(item)
    if not parts:
        return None
    label = as_one_line(typographic_label(parts["label"]))
    return mend_item(source, row, f"{label}: {parts['target'] or ''}{parts['comment'] or ''}")


def mend_item(source: FileLines, row: Row, item: str) -> Mend:
    """Replace the words of the item."""
    return Mend(source.file, row.first + 1, row.first + 1, (source.lines[row.first][: row.column] + item.rstrip(),))


def neutral_value(source: FileLines, row: Row) -> tuple[str, ...]:
    """Return the lines of the row with an empty text for its value."""
    return (f"{_head(source, row)} ''", *[""] * (row.after - row.first - 1))


def neutral_item(source: FileLines, row: Row) -> tuple[str, ...]:
    """Return the item with an empty label."""
    return (source.lines[row.first][: row.column] + "'':",)


def without_quotes(words: Sequence[str]) -> list[str]:
    """Return words as a player sees them: typographic marks, no backslash before one, no `|` before the first word."""
    if words[0].startswith("'") and closing(words[0]) == len(words[0]) - 1 and len(words) == 1:
        return ["‘" + words[0][1:-1].replace("''", "'") + "’"]
    if words[0].startswith("|"):
        return [_BLOCK_SIGN.sub("", words[0]), *words[1:]]
    if not words[0].startswith('"'):
        return list(words)
    return [typographic(line.replace('\\"', '"')) for line in words]


def has_colon(words: str) -> bool:
    """Tell whether YAML sees a key in the words."""
    return COLON.search(words) is not None


def _head(source: FileLines, row: Row) -> str:
    line = source.lines[row.first]
    return line[: row.value_column].rstrip() if row.value else line.rstrip()
