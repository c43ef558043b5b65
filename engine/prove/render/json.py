"""A report as one JSON object, for programs."""

from __future__ import annotations

from typing import Any

from engine.diagnostics.json_text import json_text
from engine.diagnostics.span import Span
from engine.prove.report import EndingResult, PromiseResult, Report, SoftLockResult, UnreachedResult
from engine.prove.witnesses.witness import Witness

MOST_BITS = 14_000
"""Of a number that is written out: some 4,200 digits, which any reader of JSON takes."""


def render(report: Report, lines: dict[str, tuple[str, ...]], title: str) -> str:
    """The whole report; probabilities are fractions such as `3/8`."""
    return json_text(report_object(report), indent=2) + "\n"


def report_object(report: Report) -> dict[str, Any]:
    """The report as JSON values."""
    return {
        "verdict": report.verdict,
        "reason": report.reason,
        **({"limit": report.limit} if report.limit else {}),
        "states": report.states,
        "transitions": report.transitions,
        "depth": report.depth,
        "frontier": report.unexpanded,
        "seconds": report.seconds,
        "properties": [_property(found) for found in report.properties],
        "never": {f"{kind}s" if kind != "prose" else kind: [_never(one) for one in report.never if one.kind == kind]
                  for kind in ("scene", "choice", "prose")},
        "soft_locks": [_lock(found) for found in report.soft_locks],
        "endless": list(report.endless),
        "endings": [_ending(found) for found in report.endings],
        "ranges": [
            {"variable": found.variable, "declared": list(found.declared), "reached": list(found.reached)}
            for found in report.ranges
        ],
        "guards": [{"choice": found.choice, "holds": "always"} for found in report.guards],
        "playthroughs": _writable(report.playthroughs),
        "shortest": report.shortest,
        "longest": report.longest,
        "variables": [{"name": name, "times": times} for name, times in report.variables],
        "bits_per_state": report.bits_per_state,
    }  # fmt: skip


def _property(found: PromiseResult) -> dict[str, Any]:
    return {"text": found.text, "holds": found.holds, "reason": found.reason, **_place(found.span),
            "witness": _witness(found.witness)}  # fmt: skip


def _never(found: UnreachedResult) -> dict[str, Any]:
    return {"id": found.id, **_place(found.span)}


def _lock(found: SoftLockResult) -> dict[str, Any]:
    return {
        "scene": found.scene,
        "choices": list(found.choices),
        "first_fatal_choice": found.fatal,
        "fatal_turn": found.fatal_turn,
        "states": found.states,
        "witness": _witness(found.witness),
    }


def _ending(found: EndingResult) -> dict[str, Any]:
    denominator = _writable(found.probability.denominator) if found.probability is not None else None
    chance = None if denominator is None else str(found.probability)
    return {"id": found.id, "title": found.title, "probability": chance, "least_turns": found.least_turns,
            "witness": _witness(found.witness)}  # fmt: skip


def _witness(witness: Witness | None) -> dict[str, Any] | None:
    return None if witness is None else {"seed": witness.seed, "choices": list(witness.choices)}


def _writable(number: int | None) -> int | None:
    """A number as it is; None if it has more digits than are written down."""
    return None if number is None or number.bit_length() > MOST_BITS else number


def _place(span: Span) -> dict[str, Any]:
    return {"file": span.file, "line": span.line, "column": span.column}
