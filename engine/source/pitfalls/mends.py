"""The lines that say what the author meant, for a value and for a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.span import Span
from engine.language import ID
from engine.source.pitfalls.line_scanner import Row
from engine.source.pitfalls.words import COLON, as_one_line, closing, typographic, typographic_label

_BLOCK_SIGN = re.compile(r"\|[-+0-9]*\s*")
_TARGET = re.compile(rf"(?P<label>.*\S)\s*:\s*(?P<target>{ID})?\s*(?P<comment>\s#\s.*)?")


@dataclass(frozen=True, slots=True)
class Pitfall:
    """A fault, and lines that keep YAML from stumbling over the same place; as many as the row has."""

    diagnostic: Diagnostic
    neutral: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class FileLines:
    """A file while it is looked through."""

    file: str
    lines: Sequence[str]

    def span(self, line: int, start: int, end: int) -> Span:
        """The columns from `start` up to `end` of a line; all count from 0."""
        return Span(self.file, line + 1, start + 1, line + 1, max(end, start + 1) + 1)

    def value_span(self, row: Row) -> Span:
        """The first line of a row's value, up to its end."""
        return self.span(row.first, row.value_column, len(self.lines[row.first].rstrip()))

    def label_span(self, row: Row) -> Span:
        """A whole list item, up to the end of its line."""
        return self.span(row.first, row.column, len(self.lines[row.first].rstrip()))


def value_lines(page: FileLines, row: Row) -> list[str]:
    """The value as written, line by line, without its indentation."""
    return [row.value, *(page.lines[number].strip() for number in range(row.first + 1, row.after))]


def mend_as_block(page: FileLines, row: Row, words: Sequence[str]) -> Mend:
    """The words under `|`."""
    head = _head(page, row)
    indent = " " * (row.column + 2)
    return Mend(page.file, row.first + 1, row.after, (f"{head} |", *(indent + line if line else "" for line in words)))


def mend_as_line(page: FileLines, row: Row, words: Sequence[str]) -> Mend:
    """The words on one line, between single quotation marks if YAML needs them."""
    text = " ".join(line for line in words if line)
    return Mend(page.file, row.first + 1, row.after, (f"{_head(page, row)} {as_one_line(text)}",))


def mend_label(page: FileLines, row: Row) -> Mend | None:
    """The item with its label written so that YAML takes it whole, if it is certain where the label ends."""
    item = page.lines[row.first][row.column :].rstrip()
    parts = _TARGET.fullmatch(item)
    if not parts:
        return None
    label = as_one_line(typographic_label(parts["label"]))
    return mend_item(page, row, f"{label}: {parts['target'] or ''}{parts['comment'] or ''}")


def mend_item(page: FileLines, row: Row, item: str) -> Mend:
    """The item in other words."""
    return Mend(page.file, row.first + 1, row.first + 1, (page.lines[row.first][: row.column] + item.rstrip(),))


def neutral_value(page: FileLines, row: Row) -> tuple[str, ...]:
    """The row with an empty text for its value."""
    return (f"{_head(page, row)} ''", *[""] * (row.after - row.first - 1))


def neutral_item(page: FileLines, row: Row) -> tuple[str, ...]:
    """The item with an empty label; what stands below it stays."""
    return (page.lines[row.first][: row.column] + "'':",)


def without_quotes(words: Sequence[str]) -> list[str]:
    """Words as they are said: typographic marks, no backslash before a mark, no `|` on the line of the first word."""
    if words[0].startswith("'") and closing(words[0]) == len(words[0]) - 1 and len(words) == 1:
        return ["‘" + words[0][1:-1].replace("''", "'") + "’"]
    if words[0].startswith("|"):
        return [_BLOCK_SIGN.sub("", words[0]), *words[1:]]
    if not words[0].startswith('"'):
        return list(words)
    return [typographic(line.replace('\\"', '"')) for line in words]


def has_colon(words: str) -> bool:
    """Whether YAML sees a key in the words."""
    return COLON.search(words) is not None


def _head(page: FileLines, row: Row) -> str:
    line = page.lines[row.first]
    return line[: row.value_column].rstrip() if row.value else line.rstrip()
