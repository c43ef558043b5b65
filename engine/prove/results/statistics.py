"""Compute what a complete search shows of a story's scenes, variables and guards."""

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
from engine.prove.analysis.goals import scene_goals
from engine.prove.analysis.value_ranges import ValueRanges, domain_for, value_ranges
from engine.prove.analysis.value_sets import Values, ValueSets, ValueSlot
from engine.prove.budget import Budget
from engine.prove.report import GuardResult, RangeResult
from engine.prove.search.search import explore
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.state_space import state_space

SAMPLE = 10_000
"""States on which multipliers are measured, if the fullest resting point has no more."""


def choices_offered(graph: StateGraph) -> tuple[dict[int, int], dict[int, int]]:
    """Return two counts by choice number: the states whose list holds the choice, and those where it is on offer."""
    space = graph.space
    counts = Counter(graph.points[: graph.expanded])
    occurrences: dict[int, int] = {}
    offers: dict[int, int] = {}
    open_counts = _count_open_picks(graph)
    for point, count in counts.items():
        resting_point = space.resting_points[point]
        if isinstance(space.control_flow.instruction(resting_point), model.Offer):
            for pick, picking in enumerate(space.control_flow.pickings(resting_point)):
                occurrences[picking.choice] = occurrences.get(picking.choice, 0) + count
                offers[picking.choice] = offers.get(picking.choice, 0) + open_counts[point, pick]
    return occurrences, offers


def _count_open_picks(graph: StateGraph) -> Counter[tuple[int, int]]:
    """Count, by resting point and picking, the states where the picking is on offer."""
    bounds, picks = graph.edge_bounds, graph.edge_choices
    if graph.space.weighted_moves:
        pairs = (
            (graph.points[state], pick)
            for state, (low, high) in enumerate(pairwise(bounds))
            for pick in set(picks[low:high])
        )
        return Counter(pairs)
    sources = (repeat(graph.points[state], high - low) for state, (low, high) in enumerate(pairwise(bounds)))
    return Counter(zip(chain.from_iterable(sources), picks, strict=True))


def constant_guards(graph: StateGraph, occurrences: dict[int, int], offers: dict[int, int]) -> tuple[GuardResult, ...]:
    """Return the guards that hold at every state where the list of their choice is reached."""
    choices = graph.space.program.choices
    return tuple(
        GuardResult(choices[number].address, True, choices[number].span)
        for number in sorted(occurrences)
        if choices[number].when is not None and offers.get(number) == occurrences[number]
    )


def measure_space(graph: StateGraph) -> dict[str, list[list[Any]]]:
    """Return the ranges of the variables and the multipliers of the states, as plain data for another process."""
    return {"reached": ranges_reached(graph), "multipliers": multipliers(graph)}


def ranges_reached(graph: StateGraph) -> list[list[Any]]:
    """Return, for each number variable, its symbol and the least and the greatest value it can have."""
    possible = possible_values(graph)
    numbers = (cell.symbol for cell in graph.space.program.cells if isinstance(cell.kind, NumberKind))
    return [[symbol, *reached] for symbol in numbers if (reached := possible.range_of(symbol)) is not None]


def range_results(program: model.Program, reached: list[list[Any]]) -> tuple[RangeResult, ...]:
    """Return, for each number variable, its declared range and the range that is reached."""
    kinds = {cell.symbol: cell.kind for cell in program.cells if isinstance(cell.kind, NumberKind)}
    return tuple(
        RangeResult(symbol, (kinds[symbol].low, kinds[symbol].high), (least, greatest))
        for symbol, least, greatest in reached
    )


def possible_values(graph: StateGraph, queried: Iterable[Term] = ()) -> ValueRanges:
    """Return the possible values of the cells at every point, bounded by their values in the states of a search."""
    flow = graph.space.control_flow
    domain = domain_for(flow, queried)
    return value_ranges(flow, domain, {} if graph.stop_reason else dict(_values_at_resting_points(graph, domain)))


def _values_at_resting_points(graph: StateGraph, domain: ValueSets) -> Iterator[tuple[ProgramPoint, Values]]:
    """Yield the values of the cells at each resting point, except where a game can go on without waiting."""
    space, mask = graph.space, graph.space.point_mask
    states_by_point: dict[int, list[int]] = {}
    for packed in graph.states:
        states_by_point.setdefault(packed & mask, []).append(packed)
    for number, states in states_by_point.items():
        point, values = space.resting_points[number], -1
        if fallback_of(space.control_flow, point) < 0:
            partitions = {field.symbol: least for field, least in space.merged_fields[number]}
            for field in space.encoding.fields.values():
                if not field.is_set and field.symbol in domain.cells and space.live_masks[number] & field.bits:
                    slot = domain.cells[field.symbol]
                    values &= ~slot.bits | _values_in_states(field, partitions.get(field.symbol), states, slot)
            yield point, values


def _values_in_states(field: Field, partition: Partition | None, states: list[int], slot: ValueSlot) -> Values:
    """Return the values of a cell in some states, and all values equivalent to them."""
    shift, mask = field.shift, field.mask
    field_values, top = {state >> shift & mask for state in states}, field.high - field.low
    bits = 0
    for value in range(slot.high - field.low + 1):
        clamped = min(value, top)
        if (clamped if partition is None else representative(partition, clamped)) in field_values:
            bits |= slot.bit(value + field.low)
    return bits


def multipliers(graph: StateGraph, limit: int = 40) -> list[list[Any]]:
    """Return by what factor each cell multiplies the states of the fullest resting points, largest first."""
    states = _sample_states(graph)
    size = len(states)
    factors: list[tuple[str, float]] = []
    for symbol, field in graph.space.encoding.fields.items():
        others = ~field.bits
        distinct = len({state & others for state in states})
        if distinct < size:
            factors.append((symbol, round(size / distinct, 2)))
    factors.sort(key=lambda factor: (-factor[1], factor[0]))
    return [[symbol, factor] for symbol, factor in factors[:limit]]


def _sample_states(graph: StateGraph) -> list[int]:
    """Return all states of the fullest resting points, as many of these as make a sample."""
    if len(graph.states) <= SAMPLE:
        return graph.states
    points: set[int] = set()
    size = 0
    for point, count in Counter(graph.points).most_common():
        if points and size + count > SAMPLE:
            break
        points.add(point)
        size += count
    return [state for state, place in zip(graph.states, graph.points, strict=True) if place in points]


def scenes_passed_through(graph: StateGraph, resting_scenes: set[str], budget: Budget) -> tuple[set[str], str]:
    """Return the other scenes that are entered, and why the search for them stopped early, if it did."""
    program = graph.space.program
    addresses = {place.address for place in graph.space.control_flow.successors}
    starts = {scene.id: scene.start for scene in program.scenes}
    goals = {
        scene: goal
        for scene, goal in scene_goals(program).items()
        if scene not in resting_scenes and starts[scene] in addresses
    }
    if not goals:
        return set(), ""
    with budget.purpose("looking for scenes that are only passed through"):
        search = explore(state_space(program, goals=goals.values(), budget=budget), budget)
    return {scene for number, scene in enumerate(goals) if number in search.space.reached_goals}, search.stop_reason


def borrowed_scenes(graph: StateGraph, occurrences: dict[int, int]) -> set[str]:
    """Return the scenes whose choices are offered in the lists of others.

    `occurrences` holds the numbers of the choices whose lists were reached.
    """
    program = graph.space.program
    storylets = {scene.id for scene in program.scenes if scene.is_storylet}
    addresses = {place.address for place in graph.space.control_flow.successors}
    entered = {scene.id for scene in program.scenes if scene.start in addresses}
    return {program.choices[number].scene for number in occurrences} - storylets - entered
