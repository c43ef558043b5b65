"""The line a diagnostic points at, with a caret under the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.diagnostics.show import LINE_LIMIT, cell_width, safe
from engine.diagnostics.span import Span

_BEFORE = 120
"""Characters kept before the place when a line is too long to print whole."""


def excerpt(span: Span, lines: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Three lines, or none where there is nothing to show."""
    written = lines.get(span.file, ())
    if not 0 < span.line <= len(written) or not written[span.line - 1].strip():
        return ()
    line = written[span.line - 1]
    start = min(span.column - 1, len(line))
    end = min(max(start + 1, span.end_column - 1 if span.end_line == span.line else len(line.rstrip())), len(line))
    first = max(0, start - _BEFORE) if len(line) > LINE_LIMIT - 20 else 0
    shown, left, width = _measured(line, first, start, end)
    number = str(span.line)
    gutter = " " * (len(number) + 1) + "|"
    return (gutter, f"{number} | {shown}".rstrip(), f"{gutter} {' ' * left}{'^' * width}")


def _measured(line: str, first: int, start: int, end: int) -> tuple[str, int, int]:
    """The part of a line that is printed, the columns before the place and the columns of the place."""
    room = LINE_LIMIT - 20
    lost = "…" if first else ""
    before = lost + _safe(line[first:start])
    place = _safe(line[start:end])
    whole = before + place + _safe(line[end : end + room])
    shown = whole if len(whole) <= room else whole[: room - 1] + "…"
    left = cell_width(before)
    return shown, left, max(1, min(cell_width(place), cell_width(shown) - left))


def _safe(text: str) -> str:
    return safe(text[:LINE_LIMIT].replace("\t", " "))
