"""Find soft locks and the endings still open to each state, by backward reachability."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import compress, count, islice
from operator import eq, or_

from engine.program.model import End
from engine.prove.report import SoftLockResult
from engine.prove.search.reachability import core, reachable_from
from engine.prove.search.state_graph import StateGraph
from engine.prove.witnesses.guided_games import witness_of

Endings = int
"""A bit for each ending, in the order of the story."""


def final_states(graph: StateGraph) -> dict[str, list[int]]:
    """Return the final states by ending, nearest first."""
    endings: dict[str, list[int]] = {}
    scenes = {
        number: instruction.scene
        for number, rest in enumerate(graph.space.resting_points)
        if isinstance(instruction := graph.space.control_flow.instruction(rest), End)
    }
    for state in compress(count(), map(scenes.__contains__, graph.points)):
        endings.setdefault(scenes[graph.points[state]], []).append(state)
    return endings


def soft_locks(graph: StateGraph, finals: int) -> Iterator[SoftLockResult]:
    """Yield one soft lock for each resting point from whose states no ending is reachable, the nearest first.

    Only terminal resting points count: where nothing is on offer or, if there are none, where players stay in a cycle.
    `finals` is the number of final states.
    """
    bounds = graph.order.bounds
    if not graph.order.has_cycles and sum(map(eq, bounds, islice(bounds, 1, None))) == finals:
        return  # without cycles, and with no other sinks than the final states, every state can reach one
    can_end = open_endings(graph)
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
    return graph.space.scene_of_point(graph.points[state])


def states_in(graph: StateGraph, scene: str) -> list[int]:
    """Return the states that rest in a scene or storylet, nearest first."""
    points = {
        number for number in range(len(graph.space.resting_points)) if graph.space.scene_of_point(number) == scene
    }
    return [state for state, point in enumerate(graph.points) if point in points]


def first_states(graph: StateGraph) -> list[int]:
    """Return the first state at each resting point that was reached, the nearest first."""
    backwards = range(len(graph.states) - 1, -1, -1)
    return sorted(dict(zip(reversed(graph.points), backwards, strict=True)).values())


def open_endings(graph: StateGraph) -> list[Endings]:
    """Return, by state, the endings reachable from it, computed once; only for a complete search."""
    if len(graph.open_endings) != len(graph.states):
        graph.open_endings = _compute_open_endings(graph)
    return graph.open_endings


def _compute_open_endings(graph: StateGraph) -> list[Endings]:
    order, open_to, finals = graph.order, [0] * len(graph.states), final_states(graph)
    for bit, scene in enumerate(scene for scene in graph.space.program.scenes if scene.ending):
        for state in finals.get(scene.id, ()):
            open_to[state] = 1 << bit
    if order.has_cycles and finals:
        if len(finals) > 1:
            _add_endings_after(graph, core(graph), open_to)
        _propagate_backwards(graph, open_to)
        return open_to
    edges, bounds, sets = order.edges, order.bounds, dict[Endings, Endings]()
    for state in reversed(order.acyclic_prefix):
        endings = open_to[state]
        for target in edges[bounds[state] : bounds[state + 1]]:
            endings |= open_to[target]
        open_to[state] = sets.setdefault(endings, endings)
    return open_to


def _add_endings_after(graph: StateGraph, component: list[int], open_to: list[Endings]) -> None:
    """Give the states of a strongly connected component every ending reachable from it."""
    after = reachable_from(graph, component[:1])
    endings = reduce(or_, set(compress(open_to, after)), 0)
    for state in component:
        open_to[state] = endings


def _propagate_backwards(graph: StateGraph, open_to: list[Endings]) -> None:
    """Add the endings of every state to those of its predecessors, until nothing changes."""
    sources, bounds = graph.predecessors
    worklist = [state for state, endings in enumerate(open_to) if endings]
    while worklist:
        changed = set()
        for state in worklist:
            endings = open_to[state]
            for source in sources[bounds[state] : bounds[state + 1]]:
                if endings & ~open_to[source]:
                    open_to[source] |= endings
                    changed.add(source)
        worklist = sorted(changed, reverse=True)
