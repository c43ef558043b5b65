"""Say what an edit changed of what can happen."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from engine.cli.streams import Progress, progress, write_message, write_result
from engine.cli.support.formats import RENDERERS, Result, add_format
from engine.cli.support.limits import add_caps, budget_of, spending
from engine.diagnostics.show import safe
from engine.errors import ExitCode
from engine.pipeline import build_sound
from engine.prove.budget import Budget
from engine.prove.comparison import ChanceChange, ProofComparison, Version, compare, version_of
from engine.prove.prover import prove

HALF = 0.5
"""The part of the time that the old story may take."""

DESCRIPTION = "Proves two versions of a story. Exit 0 nothing is lost, 1 something is lost or broken, 5 partial."


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", type=Path, help="the story as it was: a folder or a single .yaml file")
    parser.add_argument("new", metavar="NEW", type=Path, help="the story as it is")
    add_format(parser)
    add_caps(parser)


def run(arguments: argparse.Namespace) -> int:
    line = progress()
    try:
        with spending(budget_of(arguments, HALF)) as budget:
            old = _prove_version(arguments.old, budget, line)
        with spending(budget.remainder()) as budget:
            new = _prove_version(arguments.new, budget, line)
    finally:
        line.wipe()
    comparison = compare(old, new)
    result = Result("\n".join(_lines(comparison)), _object(comparison))
    write_result(RENDERERS[arguments.format](result))
    for path, version in ((arguments.old, old), (arguments.new, new)):
        if version.report.limit:
            write_message(f"samarra: {safe(str(path))}: {version.report.limit}")
    if comparison.is_worse:
        return ExitCode.FINDINGS
    return ExitCode.LIMIT if comparison.is_partial else ExitCode.SUCCESS


def _prove_version(path: Path, budget: Budget, line: Progress) -> Version:
    program = build_sound(path).program
    return version_of(program, prove(program, budget, line.states))


def _lines(comparison: ProofComparison) -> Iterator[str]:
    """Yield the lines of the comparison, losses first."""
    if comparison.is_partial:
        yield "partial: not all of both versions was seen, and nothing is said of the rest"
    elif comparison.is_same:
        yield "the same can happen in both"
    yield from (f"lost      the ending `{ending}`" for ending in comparison.lost)
    yield from (f"broken    {promise}" for promise in comparison.broken)
    yield from (f"stuck     a player can now get stuck in `{scene}`" for scene in comparison.locks)
    yield from (f"dead      no playthrough comes to the {kind} `{id}` now" for kind, id in comparison.dead)
    yield from (f"gained    the ending `{ending}`" for ending in comparison.gained)
    yield from (f"mended    {promise}" for promise in comparison.mended)
    yield from (f"unstuck   no player can get stuck in `{scene}` now" for scene in comparison.unlocked)
    yield from (f"alive     some playthrough comes to the {kind} `{id}` now" for kind, id in comparison.alive)
    yield from map(_chance_line, comparison.chances)
    yield from (
        f"turns     `{turn.ending}` from turn {turn.after}, before from {turn.before}" for turn in comparison.turns
    )


def _chance_line(change: ChanceChange) -> str:
    word = "likelier" if change.after > change.before else "rarer"
    after, before = (f"{float(chance) * 100:.4g} %" for chance in (change.after, change.before))
    return f"{word:10}`{change.ending}` {after}, before {before}"


def _object(comparison: ProofComparison) -> dict[str, Any]:
    """Return the comparison as JSON values, chances as fractions such as `3/8`."""
    return {
        "partial": comparison.is_partial,
        "worse": comparison.is_worse,
        "endings": {
            "lost": list(comparison.lost),
            "gained": list(comparison.gained),
            "chances": [_change_object(change) for change in comparison.chances],
            "turns": [_change_object(change) for change in comparison.turns],
        },
        "promises": {"broken": list(comparison.broken), "mended": list(comparison.mended)},
        "stuck": {"now": list(comparison.locks), "no_more": list(comparison.unlocked)},
        "dead": [{"kind": kind, "id": id} for kind, id in comparison.dead],
        "alive": [{"kind": kind, "id": id} for kind, id in comparison.alive],
    }


def _change_object(change: ChanceChange) -> dict[str, str | int]:
    before, after = (str(side) if isinstance(side, Fraction) else side for side in (change.before, change.after))
    return {"ending": change.ending, "before": before, "after": after}
