"""Diagnostics as the commands by which GitHub Actions notes them beside the lines of a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.diagnostics.diagnostic import Diagnostic, sort_diagnostics
from engine.diagnostics.show import safe


def render(diagnostics: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]]) -> str:
    """Return one command a line, in order of place."""
    return "".join(_command(fault) + "\n" for fault in sort_diagnostics(diagnostics))


def _command(fault: Diagnostic) -> str:
    span = fault.span
    properties = {"file": safe(span.file), "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:
        properties |= {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}
    properties["title"] = fault.code
    pairs = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{fault.severity} {pairs}::{_escape(safe(fault.sentence))}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
