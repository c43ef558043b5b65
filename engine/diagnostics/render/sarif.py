"""Diagnostics as SARIF 2.1.0, the format code scanners exchange."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from engine import manual
from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.json_text import json_text
from engine.diagnostics.order import sort_diagnostics
from engine.diagnostics.show import safe
from engine.diagnostics.span import Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(diagnostics: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]]) -> str:
    """One run of one tool; a rule with its page of the manual for each code that occurs, a fix for each mend."""
    ordered = sort_diagnostics(diagnostics)
    codes = sorted({found.code for found in ordered})
    driver = {"name": "samarra", "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_occurrence(found, codes) for found in ordered],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, object]:
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in code.split("-")),
        "shortDescription": {"text": manual.sentence(code)},
        "help": {"text": manual.plain_page(code), "markdown": manual.page(code)},
    }


def _occurrence(found: Diagnostic, codes: Sequence[str]) -> dict[str, object]:
    said = f"{found.message}; {found.help}" if found.help else found.message
    occurrence: dict[str, object] = {
        "ruleId": found.code,
        "ruleIndex": codes.index(found.code),
        "level": found.severity,
        "message": {"text": safe(said)},
        "locations": [_location(found.span)],
    }
    if found.also:
        occurrence["relatedLocations"] = [_location(span) for span in found.also]
    if found.mend:
        occurrence["fixes"] = [_fix(found.mend)]
    return occurrence


def _location(span: Span) -> dict[str, object]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(span.file)}, "region": region}}


def _fix(mend: Mend) -> dict[str, object]:
    """Whole lines are replaced with their line ends, so the region goes up to the start of the line after."""
    replacement = {
        "deletedRegion": {"startLine": mend.first, "startColumn": 1, "endLine": mend.last + 1, "endColumn": 1},
        "insertedContent": {"text": "".join(line + "\n" for line in mend.lines)},
    }
    changes = [{"artifactLocation": {"uri": _uri(mend.file)}, "replacements": [replacement]}]
    return {"description": {"text": "write it so that it means what was written"}, "artifactChanges": changes}


def _uri(file: str) -> str:
    return quote(safe(file))
