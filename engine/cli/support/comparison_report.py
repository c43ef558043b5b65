"""What changed between two versions of a story, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from engine.diagnostics.json_text import json_text
from engine.prove.comparison import ChanceChange, ProofComparison


def comparison_text(found: ProofComparison) -> str:
    """What is lost first."""
    return "\n".join(_lines(found))


def _lines(found: ProofComparison) -> Iterator[str]:
    if found.is_partial:
        yield "partial: not all of both versions was seen, and nothing is said of the rest"
    elif found.is_same:
        yield "the same can happen in both"
    yield from (f"lost      the ending `{ending}`" for ending in found.lost)
    yield from (f"broken    {promise}" for promise in found.broken)
    yield from (f"stuck     a player can now get stuck in `{scene}`" for scene in found.locks)
    yield from (f"dead      no playthrough comes to the {kind} `{id}` now" for kind, id in found.dead)
    yield from (f"gained    the ending `{ending}`" for ending in found.gained)
    yield from (f"mended    {promise}" for promise in found.mended)
    yield from (f"unstuck   no player can get stuck in `{scene}` now" for scene in found.unlocked)
    yield from (f"alive     some playthrough comes to the {kind} `{id}` now" for kind, id in found.alive)
    yield from (_chance(one) for one in found.chances)
    yield from (f"turns     `{one.ending}` from turn {one.after}, before from {one.before}" for one in found.turns)


def _chance(one: ChanceChange) -> str:
    word = "likelier" if one.after > one.before else "rarer"
    return f"{word:10}`{one.ending}` {_percent(one.after)}, before {_percent(one.before)}"


def _percent(chance: Fraction | int) -> str:
    return f"{float(chance) * 100:.4g} %"


def object_text(found: ProofComparison) -> str:
    """One object; chances are fractions such as `3/8`."""
    return json_text(
        {
            "partial": found.is_partial,
            "worse": found.is_worse,
            "endings": {
                "lost": list(found.lost),
                "gained": list(found.gained),
                "chances": [_json(one) for one in found.chances],
                "turns": [_json(one) for one in found.turns],
            },
            "promises": {"broken": list(found.broken), "mended": list(found.mended)},
            "stuck": {"now": list(found.locks), "no_more": list(found.unlocked)},
            "dead": [{"kind": kind, "id": id} for kind, id in found.dead],
            "alive": [{"kind": kind, "id": id} for kind, id in found.alive],
        },
        indent=2,
    )


def _json(one: ChanceChange) -> dict[str, str | int]:
    before, after = (str(side) if isinstance(side, Fraction) else side for side in (one.before, one.after))
    return {"ending": one.ending, "before": before, "after": after}
