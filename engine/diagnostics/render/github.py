"""Diagnostics as the commands by which GitHub Actions notes them beside the lines of a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.order import sort_diagnostics
from engine.diagnostics.show import safe


def render(diagnostics: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]]) -> str:
    """One command a line, in order of place."""
    return "".join(_command(found) + "\n" for found in sort_diagnostics(diagnostics))


def _command(found: Diagnostic) -> str:
    span = found.span
    properties = {"file": safe(span.file), "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:
        properties |= {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}
    properties["title"] = found.code
    said = f"{found.message}; {found.help}" if found.help else found.message
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{found.severity} {listed}::{_escaped(safe(said))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
