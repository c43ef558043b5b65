"""Compute the longest path to each state, and the shortest and the longest playthrough.

Turns that change nothing count too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.prove.results.idle_turns import Choices, IdleTurns, idle_turns
from engine.prove.results.soft_locks import final_states, predecessors
from engine.prove.search.search import StateGraph
from engine.prove.search.topological_order import TopologicalOrder
from engine.prove.witnesses.witness import Witness, find_seeded_game, shortest_way
from engine.runtime.turn import is_over

Arrivals = dict[Choices, int]
"""The most turns to a state, by the idle choices picked before it that are on offer there or later."""


@dataclass(frozen=True, slots=True)
class PathLengths:
    """The most turns it can take to reach each state."""

    most: list[int]
    """By state, with every idle choice on offer there picked."""
    endless: bytearray
    """By state, 1 if a cycle lies on or before it."""

    def has_no_end(self, states: Iterable[int]) -> bool:
        """Return whether a cycle lies before one of some states."""
        return any(self.endless[state] for state in states)

    def longest_to(self, states: Iterable[int]) -> int | None:
        """Return the most turns to one of some states; None if there is no maximum, or no state."""
        states = list(states)
        if self.has_no_end(states):
            return None
        return max((self.most[state] for state in states), default=None)


def path_lengths(graph: StateGraph, idle: IdleTurns) -> PathLengths:
    """Compute the longest paths of a complete search."""
    order = graph.order
    endless = _mark_endless(order, idle)
    if not idle.offered:
        return PathLengths(order.depth, endless)
    if not idle.comes_again:
        return PathLengths(_lengths_of_single_meetings(order, idle), endless)
    most = [max(lengths.values(), default=0) for lengths in arrivals_of(graph, idle)]
    return PathLengths(most, endless)


def _mark_endless(order: TopologicalOrder, idle: IdleTurns) -> bytearray:
    """Mark the states on or after a cycle."""
    endless = bytearray(len(order.successors))
    for group in order.components:
        for state in group:
            endless[state] = 1
    for state in idle.endless:
        endless[state] = 1
    for state in order.acyclic_prefix if idle.endless else ():
        if endless[state]:
            for target in order.successors[state]:
                endless[target] = 1
    return endless


def _lengths_of_single_meetings(order: TopologicalOrder, idle: IdleTurns) -> list[int]:
    """Return the most turns to each state where no path meets an idle choice at two states."""
    most = [0] * len(order.successors)
    for state in order.acyclic_prefix:
        turns = most[state]
        if state in idle.offered:
            turns = most[state] = turns + idle.offered[state].bit_count()
        turns += 1
        for target in order.successors[state]:
            if most[target] < turns:
                most[target] = turns
    return most


def arrivals_of(graph: StateGraph, idle: IdleTurns) -> list[Arrivals]:
    """Return, by state before any cycle, the longest paths to it that pick each idle choice as soon as it is on offer.

    Nothing is lost by picking one: it is picked once in any playthrough, and changes nothing.
    """
    order, later = graph.order, idle.later or [0] * len(graph.states)
    arrivals: list[Arrivals] = [{} for _ in order.successors]
    for start in range(len(graph.space.initial_states)):
        arrivals[start][0] = 0
    for state in order.acyclic_prefix:
        here = _prune_dominated(_pick_idle(arrivals[state], idle.offered.get(state, 0)))
        arrivals[state] = here
        for target in order.successors[state]:
            target_arrivals, relevant = arrivals[target], later[target]
            for picked, turns in here.items():
                if target_arrivals.get(picked & relevant, -1) <= turns:
                    target_arrivals[picked & relevant] = turns + 1
    return arrivals


def _pick_idle(arrivals: Arrivals, offered: Choices) -> Arrivals:
    """Pick every idle choice on offer that was not picked before."""
    merged: Arrivals = {}
    for picked, turns in arrivals.items():
        after = turns + (offered & ~picked).bit_count()
        merged[picked | offered] = max(merged.get(picked | offered, 0), after)
    return merged


def _prune_dominated(arrivals: Arrivals) -> Arrivals:
    """Drop each path that stays behind another even if it still picks every idle choice the other has picked."""
    if len(arrivals) < 2:
        return arrivals
    pareto_front: list[tuple[Choices, int]] = []
    for picked, turns in sorted(arrivals.items(), key=lambda way: (-way[1], way[0])):
        if not any(other >= turns + (others & ~picked).bit_count() for others, other in pareto_front):
            pareto_front.append((picked, turns))
    return dict(pareto_front)


def shortest_game(graph: StateGraph) -> Witness | None:
    """Return a game that reaches some ending in as few turns as any can."""
    finals = [states[0] for states in final_states(graph).values()]
    return shortest_way(graph, min(finals, key=lambda state: len(graph.path(state)))) if finals else None


def is_endless(graph: StateGraph) -> bool:
    """Return whether a cycle lies before an ending, so that no game is the longest."""
    return path_lengths(graph, idle_turns(graph)).has_no_end(_all_finals(graph))


def longest_game(graph: StateGraph) -> Witness | None:
    """Return a game that reaches some ending in as many turns as any can.

    Returns None where a cycle lies before an ending, no ending is reachable, or no seed tried allows such a game.
    """
    finals, idle = _all_finals(graph), idle_turns(graph)
    if not finals or path_lengths(graph, idle).has_no_end(finals):
        return None
    arrivals = arrivals_of(graph, idle)
    final = max(finals, key=lambda state: max(arrivals[state].values(), default=0))
    picks = list(_longest_way(graph, idle, arrivals, final))
    picks.reverse()
    addresses = [graph.space.program.choices[number].address for number in picks]
    return find_seeded_game(
        graph, addresses, lambda turn, game: turn < len(picks) or is_over(graph.space.program, game)
    )


def _all_finals(graph: StateGraph) -> list[int]:
    return [state for states in final_states(graph).values() for state in states]


def _longest_way(graph: StateGraph, idle: IdleTurns, arrivals: list[Arrivals], final: int) -> Iterator[int]:
    """Yield the numbers of the choices of a longest path to a final state, the last first."""
    before, bounds = predecessors(graph)
    state, picked, turns = final, *max(arrivals[final].items(), key=lambda way: way[1])
    while True:
        offered, later = idle.offered.get(state, 0), idle.later[state] if idle.later else 0
        for source in before[bounds[state] : bounds[state + 1]]:
            way = _step_before(arrivals[source], later, offered, (picked, turns))
            if way is not None and source != state:
                break
        else:
            yield from reversed(list(idle.choices(offered)))
            return
        yield from reversed(list(idle.choices(offered & ~way[0])))
        yield _find_choice(graph, source, state)
        state, (picked, turns) = source, way


def _step_before(
    arrivals: Arrivals, later: Choices, offered: Choices, after: tuple[Choices, int]
) -> tuple[Choices, int] | None:
    """Return the arrival at a state that makes a longest path to the next, if there is one."""
    for picked, turns in arrivals.items():
        common = picked & later
        if (common | offered, turns + 1 + (offered & ~common).bit_count()) == after:
            return picked, turns
    return None


def _find_choice(graph: StateGraph, state: int, target: int) -> int:
    edge = next(at for at in range(graph.edge_bounds[state], graph.edge_bounds[state + 1]) if graph.edges[at] == target)
    return graph.space.control_flow.pickings(graph.space.resting_point(graph.states[state]))[
        graph.edge_choices[edge]
    ].choice
