"""The nodes of a story's YAML: text with places, and no meaning yet."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from engine.diagnostics.span import Span
from engine.records import dataclass

Style = Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, slots=True)
class Origin:
    """The place of the character at one offset of a scalar's text; those after it follow on, up to the next origin."""

    offset: int
    line: int
    column: int


def _offset(origin: Origin) -> int:
    return origin.offset


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text. An absent value is plain and empty.

    A blank line of the source is two line feeds in every style, and so separates paragraphs: where YAML folds (plain,
    quoted, `>`), a run of blank lines becomes exactly two and any other line break a space; `|` keeps its lines.
    """

    text: str
    style: Style
    span: Span
    origins: tuple[Origin, ...] = ()
    """One for each source line of the text and each escape, in order; none if the text starts where the span does."""

    def place(self, start: int, end: int) -> Span:
        """Return the span of `text[start:end]`."""
        line, column = self._spot(start)
        end_line, end_column = self._spot(max(start, end - 1))
        return Span(self.span.file, line, column, end_line, end_column + 1)

    def _spot(self, offset: int) -> tuple[int, int]:
        if not self.origins:
            return self.span.line, self.span.column + offset
        index = max(0, bisect_right(self.origins, offset, key=_offset) - 1)
        origin = self.origins[index]
        return origin.line, origin.column + offset - origin.offset


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping, in the order written; every key is there once."""

    entries: tuple[Entry, ...]
    span: Span


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a story, read and composed."""

    path: str
    """As shown to the author."""
    is_root: bool
    lines: tuple[str, ...]
    root: Mapping
    count: int
    """Keys and values."""
