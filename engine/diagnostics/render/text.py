"""Diagnostics for an author's eyes: a line each, then the line of the story with a caret under the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.diagnostics.diagnostic import Diagnostic, sort_diagnostics
from engine.diagnostics.show import LINE_LIMIT, cell_width, safe, safe_line
from engine.diagnostics.span import Span

SHOWN_LIMIT = 20
"""Diagnostics printed before the rest is only counted."""
_EXCERPT_LIMIT = LINE_LIMIT - 20
"""Characters of a story's line that are printed after the line number."""
_BEFORE = 120
"""Characters printed before the place when a line is too long to print whole."""


def render(
    diagnostics: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]], limit: int | None = SHOWN_LIMIT
) -> str:
    """Return the diagnostics in order of place, warnings dropped before errors; ends in a line feed unless empty."""
    ordered = _first(sort_diagnostics(diagnostics), limit)
    output = [line for fault in ordered for line in _lines_of(fault, lines)]
    left = len(set(diagnostics)) - len(ordered)
    if left:
        output.append(f"and {left} more")
    return "".join(line + "\n" for line in output)


def _first(ordered: tuple[Diagnostic, ...], limit: int | None) -> tuple[Diagnostic, ...]:
    """Return the first `limit`, in the same order; warnings are dropped before errors."""
    if limit is None or len(ordered) <= limit:
        return ordered
    chosen = sorted(range(len(ordered)), key=lambda index: (ordered[index].severity != "error", index))[:limit]
    return tuple(ordered[index] for index in sorted(chosen))


def _lines_of(fault: Diagnostic, lines: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    span = fault.span
    head = f"{safe(span.file)}:{span.line}:{span.column}: {fault.severity}[{fault.code}]: {fault.sentence}"
    others = tuple(line for place in fault.also for line in excerpt(place, lines))
    return (safe_line(head), *excerpt(span, lines), *others)


def excerpt(span: Span, lines: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return three lines: a gutter, the line of the story, the caret; none where the file has no text there."""
    file_lines = lines.get(span.file, ())
    if not 0 < span.line <= len(file_lines) or not file_lines[span.line - 1].strip():
        return ()
    line = file_lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = min(max(start + 1, span.end_column - 1 if span.end_line == span.line else len(line.rstrip())), len(line))
    first = max(0, start - _BEFORE) if len(line) > _EXCERPT_LIMIT else 0
    text, left, width = _measure(line, first, start, end)
    number = str(span.line)
    gutter = " " * (len(number) + 1) + "|"
    return (gutter, f"{number} | {text}".rstrip(), f"{gutter} {' ' * left}{'^' * width}")


def _measure(line: str, first: int, start: int, end: int) -> tuple[str, int, int]:
    """Return the part of a line that is printed, the columns before the place and the columns of the place."""
    ellipsis = "…" if first else ""
    before = ellipsis + _safe(line[first:start])
    place = _safe(line[start:end])
    whole = before + place + _safe(line[end : end + _EXCERPT_LIMIT])
    text = whole if len(whole) <= _EXCERPT_LIMIT else whole[: _EXCERPT_LIMIT - 1] + "…"
    left = cell_width(before)
    return text, left, max(1, min(cell_width(place), cell_width(text) - left))


def _safe(text: str) -> str:
    return safe(text[:LINE_LIMIT].replace("\t", " "))
