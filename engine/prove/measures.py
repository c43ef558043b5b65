"""What a whole search shows of a story's variables and guards."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise, repeat

from engine.program import model
from engine.prove.report import GuardFound, RangeFound
from engine.prove.search import Explored

SAMPLE = 30_000
"""States by which it is judged what multiplies them."""


def choices_met(found: Explored) -> tuple[dict[int, int], dict[int, int]]:
    """By choice number: at how many states it was met, and at how many it was on offer."""
    space = found.space
    counts = Counter(found.places[: len(found.bounds) - 1])
    met: dict[int, int] = {}
    offered: dict[int, int] = {}
    taken = _picks_taken(found)
    for place, count in counts.items():
        rest = space.rests[place]
        if isinstance(space.flow.instruction(rest), model.Offer):
            for pick, picking in enumerate(space.flow.pickings(rest)):
                met[picking.choice] = met.get(picking.choice, 0) + count
                offered[picking.choice] = offered.get(picking.choice, 0) + taken[place, pick]
    return met, offered


def _picks_taken(found: Explored) -> Counter[tuple[int, int]]:
    """At how many states of a rest each of its pickings is on offer."""
    bounds, picks = found.bounds, found.edge_picks
    if found.space.weighted:
        pairs = (
            (found.places[state], pick)
            for state, (low, high) in enumerate(pairwise(bounds))
            for pick in set(picks[low:high])
        )
        return Counter(pairs)
    sources = (repeat(found.places[state], high - low) for state, (low, high) in enumerate(pairwise(bounds)))
    return Counter(zip(chain.from_iterable(sources), picks, strict=True))


def guards_found(found: Explored, met: dict[int, int], offered: dict[int, int]) -> tuple[GuardFound, ...]:
    """Guards that hold at every state their choice is met at."""
    choices = found.space.program.choices
    return tuple(
        GuardFound(choices[number].address, True, choices[number].span)
        for number in sorted(met)
        if choices[number].when is not None and offered.get(number) == met[number]
    )


def ranges_found(found: Explored) -> tuple[RangeFound, ...]:
    """The values each number takes at the rests where it matters, beside those declared."""
    space, mask = found.space, found.space.place_mask
    by_place: dict[int, list[int]] = {}
    for packed in found.states:
        by_place.setdefault(packed & mask, []).append(packed)
    ranges = []
    for cell in space.program.cells:
        field = space.packing.fields.get(cell.symbol)
        if field is None or cell.kind is None or field.is_set:
            continue
        values: set[int] = set()
        for place, states in by_place.items():
            if space.kept[place] & field.bits:
                values.update({state >> field.shift & field.mask for state in states})
        if values:
            reached = min(values) + field.low, max(values) + field.low
            ranges.append(RangeFound(cell.symbol, (field.low, field.high), reached))
    return tuple(ranges)


def multipliers(found: Explored, most: int = 40) -> tuple[tuple[str, float], ...]:
    """How many times more states there are for telling each cell's values apart, most first."""
    states = found.states if len(found.states) <= SAMPLE else found.states[:: len(found.states) // SAMPLE]
    size = len(states)
    shares: list[tuple[str, float]] = []
    for symbol, field in found.space.packing.fields.items():
        others = ~field.bits
        distinct = len({state & others for state in states})
        if distinct < size:
            shares.append((symbol, round(size / distinct, 2)))
    shares.sort(key=lambda share: (-share[1], share[0]))
    return tuple(shares[:most])
