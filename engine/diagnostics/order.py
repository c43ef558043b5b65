"""The order diagnostics are told in."""

from __future__ import annotations

from collections.abc import Iterable

from engine.diagnostics.diagnostic import Diagnostic


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, line and column; the same mistake at the same place is told once."""
    by_place = sorted(diagnostics, key=lambda found: (found.span.file, found.span.line, found.span.column, found.code))
    return tuple(dict.fromkeys(by_place))
