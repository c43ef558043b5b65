"""A place in an author's file."""

from __future__ import annotations

from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The place of something: lines and columns count from 1, in characters; the end is exclusive."""

    file: str
    """The file as shown to the author, `/` between folders."""
    line: int
    column: int
    end_line: int
    end_column: int

    def through(self, other: Span) -> Span:
        """Return the span from the start of this one to the end of another in the same file."""
        return Span(self.file, self.line, self.column, other.end_line, other.end_column)
