"""Diagnostics for a reader: a line of what is wrong and what helps, then the excerpt with a caret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.excerpt import excerpt
from engine.diagnostics.order import sort_diagnostics
from engine.diagnostics.show import safe, safe_line

SHOWN_LIMIT = 20
"""Diagnostics printed before the rest is only counted."""


def render(
    diagnostics: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]], limit: int | None = SHOWN_LIMIT
) -> str:
    """All of them in order of place, errors before they are cut off; ends in a line feed unless empty."""
    ordered = _cut(sort_diagnostics(diagnostics), limit)
    printed = [line for found in ordered for line in _printed(found, lines)]
    left = len(set(diagnostics)) - len(ordered)
    if left:
        printed.append(f"and {left} more")
    return "".join(line + "\n" for line in printed)


def _cut(ordered: tuple[Diagnostic, ...], limit: int | None) -> tuple[Diagnostic, ...]:
    """The first `limit`, warnings given up before errors."""
    if limit is None or len(ordered) <= limit:
        return ordered
    kept = sorted(range(len(ordered)), key=lambda at: (ordered[at].severity != "error", at))[:limit]
    return tuple(ordered[at] for at in sorted(kept))


def _printed(found: Diagnostic, lines: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    span = found.span
    said = f"{found.message}; {found.help}" if found.help else found.message
    head = f"{safe(span.file)}:{span.line}:{span.column}: {found.severity}[{found.code}]: {said}"
    others = tuple(line for place in found.also for line in excerpt(place, lines))
    return (safe_line(head), *excerpt(span, lines), *others)
