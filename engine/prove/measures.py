"""What a whole search shows of a story's variables and guards."""

from __future__ import annotations

from engine.program import model
from engine.prove.report import GuardFound, RangeFound
from engine.prove.search import Explored


def choices_met(found: Explored) -> tuple[dict[int, int], dict[int, int]]:
    """By choice number: at how many states it was met, and at how many it was on offer."""
    met: dict[int, int] = {}
    offered: dict[int, int] = {}
    space, mask = found.space, found.space.place_mask
    counts: dict[int, int] = {}
    taken: dict[tuple[int, int], int] = {}
    for state in range(len(found.bounds) - 1):
        place = found.states[state] & mask
        counts[place] = counts.get(place, 0) + 1
        for pick in set(found.edge_picks[found.bounds[state] : found.bounds[state + 1]]):
            taken[place, pick] = taken.get((place, pick), 0) + 1
    for place, count in counts.items():
        rest = space.rests[place]
        if isinstance(space.flow.instruction(rest), model.Offer):
            for pick, picking in enumerate(space.flow.pickings(rest)):
                met[picking.choice] = met.get(picking.choice, 0) + count
                offered[picking.choice] = offered.get(picking.choice, 0) + taken.get((place, pick), 0)
    return met, offered


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
    states = found.states if len(found.states) <= 200_000 else found.states[:200_000]
    size = len(states)
    shares: list[tuple[str, float]] = []
    for symbol, field in found.space.packing.fields.items():
        others = ~field.bits
        distinct = len({state & others for state in states})
        if distinct < size:
            shares.append((symbol, round(size / distinct, 2)))
    shares.sort(key=lambda share: (-share[1], share[0]))
    return tuple(shares[:most])
