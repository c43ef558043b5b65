"""A stretch of an author's file, for pointing at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands: lines and columns count from 1, in characters; the end is exclusive."""

    file: str
    """The file as shown to the author, `/` between folders."""
    line: int
    column: int
    end_line: int
    end_column: int

    def through(self, other: Span) -> Span:
        """From the start of this span to the end of another in the same file."""
        return Span(self.file, self.line, self.column, other.end_line, other.end_column)
