"""Diagnostics for a program: one JSON list, in order of place, nothing left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.diagnostics.diagnostic import Diagnostic, Mend, sort_diagnostics
from engine.diagnostics.show import json_text, safe
from engine.diagnostics.span import Span


def render(diagnostics: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]]) -> str:
    """Return one list: lines and columns from 1, ends exclusive, `also` and `mend` present even when empty."""
    return json_text([_as_object(fault) for fault in sort_diagnostics(diagnostics)], indent=2) + "\n"


def _as_object(fault: Diagnostic) -> dict[str, object]:
    return {
        "code": fault.code,
        "severity": fault.severity,
        "message": safe(fault.message),
        "help": safe(fault.help),
        **_place(fault.span),
        "also": [_place(span) for span in fault.also],
        "mend": _mend(fault.mend) if fault.mend else None,
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
