"""Compute what a complete search shows of a story's scenes, variables and guards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from itertools import compress, repeat
from operator import and_, or_, xor
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
from engine.prove.search.codegen.choices import CLOSED
from engine.prove.search.codegen.compile import deep_recursion
from engine.prove.search.search import explore
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.state_space import state_space

Columns = Callable[[int], bytes]
BATCH = 4096
"""States read between two looks at whether every value was seen."""
SAMPLE = 10_000
"""States on which multipliers are measured, if the fullest resting point has no more."""


def choices_offered(graph: StateGraph) -> tuple[set[int], set[tuple[int, bool]]]:
    """Return the numbers of the choices whose lists were reached, and of those on offer or not at some state.

    The second set holds `(number, True)` for a choice that is on offer at some state, and `(number, False)` for one
    that is not on offer at some state with its list. A list is looked at until all of its choices were seen so.
    """
    space, choices = graph.space, graph.space.program.choices
    rests = {point: space.resting_points[point] for point in set(graph.points)}
    lists = {
        point: space.control_flow.pickings(rest)
        for point, rest in rests.items()
        if isinstance(space.control_flow.instruction(rest), model.Offer)
    }
    unseen = {
        point: {
            (pick, is_open)
            for pick, picking in enumerate(pickings)
            for is_open in (True, False)
            if is_open or choices[picking.choice].when is not None
        }
        for point, pickings in lists.items()
    }
    with deep_recursion():
        for state, pairs in zip(graph.states, map(unseen.get, graph.points), strict=True):
            if pairs:
                open_picks = {pick for pick, target in zip(*space.outcomes(state), strict=True) if target != CLOSED}
                pairs.difference_update([(pick, pick in open_picks) for pick, _ in pairs])
    return {picking.choice for pickings in lists.values() for picking in pickings}, {
        (picking.choice, is_open)
        for point, pickings in lists.items()
        for pick, picking in enumerate(pickings)
        for is_open in (True, False)
        if (pick, is_open) not in unseen[point]
    }


def constant_guards(graph: StateGraph, listed: set[int], seen: set[tuple[int, bool]]) -> tuple[GuardResult, ...]:
    """Return the guards that hold at every state where the list of their choice is reached."""
    choices = graph.space.program.choices
    return tuple(
        GuardResult(choices[number].address, True, choices[number].span)
        for number in sorted(listed)
        if choices[number].when is not None and (number, False) not in seen
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
    space, states_by_point = graph.space, defaultdict[int, list[int]](list)
    for number, packed in zip(graph.points, graph.states, strict=True):
        states_by_point[number].append(packed)
    for number, states in states_by_point.items():
        point, values = space.resting_points[number], -1
        if fallback_of(space.control_flow, point) < 0:
            partitions = {field.symbol: least for field, least in space.merged_fields[number]}
            varying = reduce(or_, states) ^ reduce(and_, states)
            for field in space.encoding.fields.values():
                if not field.is_set and field.symbol in domain.cells and space.live_masks[number] & field.bits:
                    slot, some = domain.cells[field.symbol], states if varying & field.bits else states[:1]
                    values &= ~slot.bits | _values_in_states(field, partitions.get(field.symbol), some, slot)
            yield point, values


def _values_in_states(field: Field, partition: Partition | None, states: list[int], slot: ValueSlot) -> Values:
    """Return the values of a cell in some states, and all values equivalent to them."""
    shift, mask, top = field.shift, field.mask, field.high - field.low
    values, classes = set[int](), top + 1 if partition is None else len(set(partition))
    for first in range(0, len(states), BATCH):
        values.update([state >> shift & mask for state in states[first : first + BATCH]])
        if len(values) == classes:
            break
    bits = 0
    for value in range(slot.high - field.low + 1):
        clamped = min(value, top)
        if (clamped if partition is None else representative(partition, clamped)) in values:
            bits |= slot.bit(value + field.low)
    return bits


def multipliers(graph: StateGraph, limit: int = 40) -> list[list[Any]]:
    """Return by what factor each cell multiplies the states of the fullest resting points, largest first."""
    states = _sample_states(graph)
    members, columns = frozenset(states), _bit_columns(states, graph.space.encoding.width)
    varying = reduce(or_, states, 0) ^ reduce(and_, states, -1)
    factors: list[tuple[str, float]] = []
    for symbol, field in graph.space.encoding.fields.items():
        distinct = _count_without(varying & field.bits, states, members, columns)
        if distinct < len(states):
            factors.append((symbol, round(len(states) / distinct, 2)))
    factors.sort(key=lambda factor: (-factor[1], factor[0]))
    return [[symbol, factor] for symbol, factor in factors[:limit]]


def _count_without(bits: int, states: list[int], members: frozenset[int], columns: Columns) -> int:
    """Return how many states there are when some bits are left out."""
    if not bits:
        return len(states)
    if bits & bits - 1:
        return len({state & ~bits for state in states})
    with_bit = compress(states, columns(bits.bit_length() - 1))
    return len(states) - sum(map(members.__contains__, map(xor, with_bit, repeat(bits))))


def _bit_columns(states: list[int], width: int) -> Columns:
    """Return a function from the number of a bit to what it is in every state, a byte each."""
    step = width // 8 + 1
    rows = b"".join([state.to_bytes(step, "little") for state in states])
    tables = [bytes(byte >> bit & 1 for byte in range(256)) for bit in range(8)]
    return lambda bit: rows[bit // 8 :: step].translate(tables[bit % 8])


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


def borrowed_scenes(graph: StateGraph, listed: Iterable[int]) -> set[str]:
    """Return the scenes whose choices are offered in the lists of others; `listed` holds the numbers of choices."""
    program = graph.space.program
    storylets = {scene.id for scene in program.scenes if scene.is_storylet}
    addresses = {place.address for place in graph.space.control_flow.successors}
    entered = {scene.id for scene in program.scenes if scene.start in addresses}
    return {program.choices[number].scene for number in listed} - storylets - entered
