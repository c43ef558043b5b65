"""Write a report as one JSON object, for programs."""

from __future__ import annotations

from typing import Any

from engine.diagnostics.show import json_text
from engine.diagnostics.span import Span
from engine.prove.report import EndingResult, PromiseResult, Report, SoftLockResult
from engine.prove.witnesses.witness import Witness

MOST_BITS = 14_000
"""Of a number that is written out: some 4,200 digits, which any reader of JSON takes."""
NEVER_KEYS = {"scene": "scenes", "choice": "choices", "prose": "prose"}
"""The key of what no playthrough reaches, by kind."""


def render(report: Report, lines: dict[str, tuple[str, ...]], title: str) -> str:
    """Return the whole report as text; probabilities are fractions such as `3/8`."""
    body = {
        "verdict": report.verdict,
        "reason": report.reason,
        **({"limit": report.limit} if report.limit else {}),
        "states": report.states,
        "transitions": report.transitions,
        "depth": report.depth,
        "frontier": report.unexpanded,
        "seconds": report.seconds,
        "properties": [_promise_object(promise) for promise in report.properties],
        "never": {
            key: [{"id": item.id, **_place_object(item.span)} for item in report.never if item.kind == kind]
            for kind, key in NEVER_KEYS.items()
        },
        "soft_locks": [_soft_lock_object(lock) for lock in report.soft_locks],
        "endless": list(report.endless),
        "endings": [_ending_object(ending) for ending in report.endings],
        "ranges": [
            {"variable": cell.variable, "declared": list(cell.declared), "reached": list(cell.reached)}
            for cell in report.ranges
        ],
        "guards": [{"choice": guard.choice, "holds": "always"} for guard in report.guards],
        "playthroughs": _writable(report.playthroughs),
        "shortest": report.shortest,
        "longest": report.longest,
        "variables": [{"name": name, "times": times} for name, times in report.variables],
        "bits_per_state": report.bits_per_state,
    }
    return json_text(body, indent=2) + "\n"


def _promise_object(promise: PromiseResult) -> dict[str, Any]:
    return {"text": promise.text, "holds": promise.holds, "reason": promise.reason, **_place_object(promise.span),
            "witness": _witness_object(promise.witness)}  # fmt: skip


def _soft_lock_object(lock: SoftLockResult) -> dict[str, Any]:
    return {
        "scene": lock.scene,
        "choices": list(lock.choices),
        "first_fatal_choice": lock.fatal,
        "fatal_turn": lock.fatal_turn,
        "states": lock.states,
        "witness": _witness_object(lock.witness),
    }


def _ending_object(ending: EndingResult) -> dict[str, Any]:
    denominator = _writable(ending.probability.denominator) if ending.probability is not None else None
    chance = None if denominator is None else str(ending.probability)
    return {"id": ending.id, "title": ending.title, "probability": chance, "least_turns": ending.least_turns,
            "witness": _witness_object(ending.witness)}  # fmt: skip


def _witness_object(witness: Witness | None) -> dict[str, Any] | None:
    return None if witness is None else {"seed": witness.seed, "choices": list(witness.choices)}


def _writable(number: int | None) -> int | None:
    """Return a number as it is; None if it has more digits than are written out."""
    return None if number is None or number.bit_length() > MOST_BITS else number


def _place_object(span: Span) -> dict[str, Any]:
    return {"file": span.file, "line": span.line, "column": span.column}
