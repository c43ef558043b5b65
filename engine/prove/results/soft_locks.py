"""Find soft locks and the endings still open to each state, by backward reachability."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from engine.program.model import End
from engine.prove.search.search import StateGraph

Endings = int
"""A bit for each ending, in the order of the story."""


@dataclass(frozen=True, slots=True)
class SoftLock:
    """A resting point where players can no longer reach any ending."""

    scene: str
    state: int
    """The nearest such state, by its index in the search."""
    fatal: int
    """The last state on the path to it from which an ending is reachable."""
    picked: int
    """What was picked in it, by index among the pickings."""
    states: int
    """The number of such states of the resting point."""


def final_states(graph: StateGraph) -> dict[str, list[int]]:
    """Return the final states by ending, nearest first."""
    endings: dict[str, list[int]] = {}
    numbers = {
        number: instruction.scene
        for number, rest in enumerate(graph.space.resting_points)
        if isinstance(instruction := graph.space.control_flow.instruction(rest), End)
    }
    for state, point in enumerate(graph.points):
        if point in numbers:
            endings.setdefault(numbers[point], []).append(state)
    return endings


def can_reach_ending(graph: StateGraph, finals: Iterable[int], has_cycles: bool) -> bytearray:
    """Return, by state, 1 if some ending is reachable from it.

    Without cycles, and with no other sinks than the final states, that is every state.
    """
    finals = list(finals)
    edges = graph.edges
    sinks = sum(
        1
        for state, (low, high) in enumerate(pairwise(graph.edge_bounds))
        if low == high or (edges[low] == state and set(edges[low:high]) == {state})
    )
    if not has_cycles and sinks == len(finals):
        return bytearray(b"\1" * len(graph.states))
    return can_reach(graph, finals)


def can_reach(graph: StateGraph, targets: Iterable[int]) -> bytearray:
    """Return, by state, 1 if one of the targets is reachable from it (backward reachability)."""
    sources, bounds = predecessors(graph)
    reached = bytearray(len(graph.states))
    worklist = list(targets)
    for state in worklist:
        reached[state] = 1
    while worklist:
        state = worklist.pop()
        for source in sources[bounds[state] : bounds[state + 1]]:
            if not reached[source]:
                reached[source] = 1
                worklist.append(source)
    return reached


def predecessors(graph: StateGraph) -> tuple[array[int], array[int]]:
    """Return the reversed transitions: the sources by target, and the bounds of each target's sources."""
    size = len(graph.states)
    counts = array("Q", bytes(8 * (size + 1)))
    for target in graph.edges:
        counts[target + 1] += 1
    for state in range(size):
        counts[state + 1] += counts[state]
    at = array("Q", counts)
    sources = array("I", bytes(4 * len(graph.edges)))
    bounds, edges = graph.edge_bounds, graph.edges
    for state in range(len(bounds) - 1):
        for target in edges[bounds[state] : bounds[state + 1]]:
            sources[at[target]] = state
            at[target] += 1
    return sources, counts


def soft_locks(graph: StateGraph, can_end: bytearray) -> tuple[SoftLock, ...]:
    """Return one soft lock for each resting point from whose states no ending is reachable, the nearest first.

    Only terminal ones count: where nothing is on offer or, if there are none, where players stay in a cycle.
    """
    hopeless = [state for state in range(len(can_end)) if not can_end[state]]
    stuck = [state for state in hopeless if graph.edge_bounds[state] == graph.edge_bounds[state + 1]] or hopeless
    states_by_point: dict[int, list[int]] = {}
    for state in stuck:
        states_by_point.setdefault(graph.states[state] & graph.space.point_mask, []).append(state)
    return tuple(_soft_lock(graph, can_end, states) for states in states_by_point.values())


def _soft_lock(graph: StateGraph, can_end: bytearray, states: list[int]) -> SoftLock:
    nearest = states[0]
    fatal, picked = _last_state_that_can_end(graph, can_end, nearest)
    return SoftLock(scene_of(graph, nearest), nearest, fatal, picked, len(states))


def _last_state_that_can_end(graph: StateGraph, can_end: bytearray, state: int) -> tuple[int, int]:
    """Return the last state of the shortest path from which an ending is reachable, and the pick made there."""
    last = state, 0
    for earlier, picked in graph.path(state):
        if can_end[earlier]:
            last = earlier, picked
    return last


def scene_of(graph: StateGraph, state: int) -> str:
    """Return the scene or storylet that a state rests in."""
    return graph.space.scene_of_point(graph.states[state] & graph.space.point_mask)


def states_in(graph: StateGraph, scene: str) -> list[int]:
    """Return the states that rest in a scene or storylet, nearest first."""
    points = {
        number for number in range(len(graph.space.resting_points)) if graph.space.scene_of_point(number) == scene
    }
    return [state for state, point in enumerate(graph.points) if point in points]


def resting_points_reached(graph: StateGraph) -> Iterator[tuple[int, int]]:
    """Yield each resting point that was reached, with the first state there."""
    mask = graph.space.point_mask
    seen: set[int] = set()
    for state, packed in enumerate(graph.states):
        point = packed & mask
        if point not in seen:
            seen.add(point)
            yield point, state


def open_endings(graph: StateGraph) -> list[Endings]:
    """Return, by state, the endings reachable from it; only for a complete search."""
    order = graph.order
    successors, open_to = order.successors, [0] * len(order.successors)
    finals = final_states(graph)
    for bit, scene in enumerate(scene for scene in graph.space.program.scenes if scene.ending):
        for state in finals.get(scene.id, ()):
            open_to[state] = 1 << bit
    for component in reversed(order.components):
        endings = 0
        for state in component:
            endings |= open_to[state]
            for target in successors[state]:
                endings |= open_to[target]
        for state in component:
            open_to[state] = endings
    for state in reversed(order.acyclic_prefix):
        endings = open_to[state]
        for target in successors[state]:
            endings |= open_to[target]
        open_to[state] = endings
    return open_to
