"""Places that a fault of a whole file points at."""

from __future__ import annotations

from engine.diagnostics.span import Span


def top_of(file: str) -> Span:
    """The first character of a file."""
    return Span(file, 1, 1, 1, 1)
