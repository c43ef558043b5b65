"""Find soft locks and the endings still open to each state, by backward reachability."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from engine.program.model import End
from engine.prove.report import SoftLockResult
from engine.prove.search.reachability import can_reach
from engine.prove.search.state_graph import StateGraph
from engine.prove.witnesses.guided_games import witness_of

Endings = int
"""A bit for each ending, in the order of the story."""


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


def _can_reach_ending(graph: StateGraph, finals: list[int]) -> bytearray:
    """Return, by state, 1 if some ending is reachable from it.

    Without cycles, and with no other sinks than the final states, that is every state.
    """
    edges = graph.edges
    sinks = sum(
        1
        for state, (low, high) in enumerate(pairwise(graph.edge_bounds))
        if low == high or (edges[low] == state and set(edges[low:high]) == {state})
    )
    if not graph.order.has_cycles and sinks == len(finals):
        return bytearray(b"\1" * len(graph.states))
    return can_reach(graph, finals)


def soft_locks(graph: StateGraph, endings: Iterable[int]) -> Iterator[SoftLockResult]:
    """Yield one soft lock for each resting point from whose states no ending is reachable, the nearest first.

    Only terminal ones count: where nothing is on offer or, if there are none, where players stay in a cycle.
    """
    can_end = _can_reach_ending(graph, list(endings))
    hopeless = [state for state, hope in enumerate(can_end) if not hope]
    stuck = [state for state in hopeless if graph.edge_bounds[state] == graph.edge_bounds[state + 1]] or hopeless
    states_by_point: dict[int, list[int]] = {}
    for state in stuck:
        states_by_point.setdefault(graph.points[state], []).append(state)
    for states in states_by_point.values():
        path = graph.path(states[0])
        choices = tuple(graph.space.choice(graph.states[state], pick).address for state, pick in path)
        turn = max((number for number, (state, _) in enumerate(path, 1) if can_end[state]), default=0)
        witness = witness_of(graph, states[:1])
        yield SoftLockResult(
            scene_of(graph, states[0]), choices, choices[turn - 1] if turn else "", turn, len(states), witness
        )


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
