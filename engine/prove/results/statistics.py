"""What a whole search shows of a story's variables and guards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise, repeat
from typing import Any

from engine.expressions.language.kinds import NumberKind
from engine.expressions.language.terms import Term
from engine.program import model
from engine.prove.analysis.bit_layout import Field, Partition, representative
from engine.prove.analysis.control_flow import ProgramPoint
from engine.prove.analysis.flow_queries import fallback_of
from engine.prove.analysis.value_ranges import ValueRanges, value_ranges, value_sets_for
from engine.prove.analysis.value_sets import Values, ValueSet, ValueSets
from engine.prove.report import GuardResult, RangeResult
from engine.prove.search.search import StateGraph

SAMPLE = 10_000
"""States by which it is judged what multiplies them, if the fullest rest has no more."""


def choices_offered(found: StateGraph) -> tuple[dict[int, int], dict[int, int]]:
    """By choice number: at how many states it was met, and at how many it was on offer."""
    space = found.space
    counts = Counter(found.points[: len(found.edge_bounds) - 1])
    met: dict[int, int] = {}
    offered: dict[int, int] = {}
    taken = _picks_taken(found)
    for place, count in counts.items():
        rest = space.resting_points[place]
        if isinstance(space.control_flow.instruction(rest), model.Offer):
            for pick, picking in enumerate(space.control_flow.pickings(rest)):
                met[picking.choice] = met.get(picking.choice, 0) + count
                offered[picking.choice] = offered.get(picking.choice, 0) + taken[place, pick]
    return met, offered


def _picks_taken(found: StateGraph) -> Counter[tuple[int, int]]:
    """At how many states of a rest each of its pickings is on offer."""
    bounds, picks = found.edge_bounds, found.edge_choices
    if found.space.weighted_points:
        pairs = (
            (found.points[state], pick)
            for state, (low, high) in enumerate(pairwise(bounds))
            for pick in set(picks[low:high])
        )
        return Counter(pairs)
    sources = (repeat(found.points[state], high - low) for state, (low, high) in enumerate(pairwise(bounds)))
    return Counter(zip(chain.from_iterable(sources), picks, strict=True))


def constant_guards(found: StateGraph, met: dict[int, int], offered: dict[int, int]) -> tuple[GuardResult, ...]:
    """Guards that hold at every state their choice is met at."""
    choices = found.space.program.choices
    return tuple(
        GuardResult(choices[number].address, True, choices[number].span)
        for number in sorted(met)
        if choices[number].when is not None and offered.get(number) == met[number]
    )


def measure_space(found: StateGraph) -> dict[str, list[list[Any]]]:
    """The ranges and the multipliers, as plain data for another process to hand over."""
    return {"reached": ranges_reached(found), "multipliers": multipliers(found)}


def ranges_reached(found: StateGraph) -> list[list[Any]]:
    """Of each number: its symbol, and the least and the greatest value it can have at most."""
    possible = possible_in(found)
    numbers = (cell.symbol for cell in found.space.program.cells if isinstance(cell.kind, NumberKind))
    return [[symbol, *reached] for symbol in numbers if (reached := possible.range_of(symbol)) is not None]


def unreached_ranges(program: model.Program, reached: list[list[Any]]) -> tuple[RangeResult, ...]:
    """What each number can hold, beside what is declared."""
    kinds = {cell.symbol: cell.kind for cell in program.cells if isinstance(cell.kind, NumberKind)}
    return tuple(
        RangeResult(symbol, (kinds[symbol].low, kinds[symbol].high), (least, greatest))
        for symbol, least, greatest in reached
    )


def possible_in(found: StateGraph, asked: Iterable[Term] = ()) -> ValueRanges:
    """What the cells may hold everywhere, given what they do at the rests a search came to."""
    flow = found.space.control_flow
    strips = value_sets_for(flow, asked)
    return value_ranges(flow, strips, {} if found.stop_reason else dict(_at_rests(found, strips)))


def _at_rests(found: StateGraph, strips: ValueSets) -> Iterator[tuple[ProgramPoint, Values]]:
    """What is known to stand in the cells at each rest; not where players may pass without resting."""
    space, mask = found.space, found.space.point_mask
    by_place: dict[int, list[int]] = {}
    for packed in found.states:
        by_place.setdefault(packed & mask, []).append(packed)
    for number, states in by_place.items():
        place, values = space.resting_points[number], -1
        if fallback_of(space.control_flow, place) < 0:
            alike = {field.symbol: least for field, least in space.merged_fields[number]}
            for field in space.encoding.fields.values():
                if not field.is_set and field.symbol in strips.cells and space.live_masks[number] & field.bits:
                    strip = strips.cells[field.symbol]
                    values &= ~strip.bits | _standing(field, alike.get(field.symbol), states, strip)
            yield place, values


def _standing(field: Field, least: Partition | None, states: list[int], strip: ValueSet) -> Values:
    """The values of a cell in some states, with all those nothing tells apart from them."""
    shift, mask = field.shift, field.mask
    kept, top = {state >> shift & mask for state in states}, field.high - field.low
    bits = 0
    for value in range(strip.high - field.low + 1):
        held = min(value, top)
        if (held if least is None else representative(least, held)) in kept:
            bits |= strip.bit(value + field.low)
    return bits


def multipliers(found: StateGraph, most: int = 40) -> list[list[Any]]:
    """How many times more states there are for telling each cell's values apart, most first, at the fullest rests."""
    states = _at_fullest_rests(found)
    size = len(states)
    shares: list[tuple[str, float]] = []
    for symbol, field in found.space.encoding.fields.items():
        others = ~field.bits
        distinct = len({state & others for state in states})
        if distinct < size:
            shares.append((symbol, round(size / distinct, 2)))
    shares.sort(key=lambda share: (-share[1], share[0]))
    return [[symbol, times] for symbol, times in shares[:most]]


def _at_fullest_rests(found: StateGraph) -> list[int]:
    """All the states of the rests that have most of them, as many rests as make a sample."""
    if len(found.states) <= SAMPLE:
        return found.states
    chosen: set[int] = set()
    taken = 0
    for place, count in Counter(found.points).most_common():
        if chosen and taken + count > SAMPLE:
            break
        chosen.add(place)
        taken += count
    return [state for state, place in zip(found.states, found.points, strict=True) if place in chosen]
