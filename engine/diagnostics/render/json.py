"""Diagnostics for a program: one JSON list, in order of place, nothing left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.json_text import json_text
from engine.diagnostics.order import sort_diagnostics
from engine.diagnostics.show import safe
from engine.diagnostics.span import Span


def render(diagnostics: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]]) -> str:
    """Lines and columns count from 1, ends are exclusive; `also` and `mend` are there even when empty."""
    return json_text([_as_object(found) for found in sort_diagnostics(diagnostics)], indent=2) + "\n"


def _as_object(found: Diagnostic) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity,
        "message": safe(found.message),
        "help": safe(found.help),
        **_place(found.span),
        "also": [_place(span) for span in found.also],
        "mend": _mend(found.mend) if found.mend else None,
    }


def _place(span: Span) -> dict[str, object]:
    return {
        "file": safe(span.file),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _mend(mend: Mend) -> dict[str, object]:
    return {"first": mend.first, "last": mend.last, "lines": list(mend.lines)}
