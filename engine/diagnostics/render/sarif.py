"""Diagnostics as SARIF 2.1.0, the format code scanners exchange."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from engine import manual
from engine.diagnostics.diagnostic import Diagnostic, Mend, sort_diagnostics
from engine.diagnostics.show import json_text, safe
from engine.diagnostics.span import Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(diagnostics: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]]) -> str:
    """Return one run of one tool: a rule with its page of the manual for each code that occurs, a fix for each mend."""
    ordered = sort_diagnostics(diagnostics)
    codes = sorted({fault.code for fault in ordered})
    driver = {"name": "samarra", "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_occurrence(fault, codes) for fault in ordered],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, object]:
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in code.split("-")),
        "shortDescription": {"text": manual.sentence(code)},
        "help": {"text": manual.plain_page(code), "markdown": manual.page(code)},
    }


def _occurrence(fault: Diagnostic, codes: Sequence[str]) -> dict[str, object]:
    occurrence: dict[str, object] = {
        "ruleId": fault.code,
        "ruleIndex": codes.index(fault.code),
        "level": fault.severity,
        "message": {"text": safe(fault.sentence)},
        "locations": [_location(fault.span)],
    }
    if fault.also:
        occurrence["relatedLocations"] = [_location(span) for span in fault.also]
    if fault.mend:
        occurrence["fixes"] = [_fix(fault.mend)]
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
    """Return the fix: whole lines with their line ends, so the region ends at the start of the line after."""
    replacement = {
        "deletedRegion": {"startLine": mend.first, "startColumn": 1, "endLine": mend.last + 1, "endColumn": 1},
        "insertedContent": {"text": "".join(line + "\n" for line in mend.lines)},
    }
    changes = [{"artifactLocation": {"uri": _uri(mend.file)}, "replacements": [replacement]}]
    return {"description": {"text": "write it so that it means what was written"}, "artifactChanges": changes}


def _uri(file: str) -> str:
    return quote(safe(file))
