"""Compute the longest path to each state, and the shortest and the longest playthrough.

Turns that change nothing count too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.prove.results.idle_turns import Choices, IdleTurns, idle_turns
from engine.prove.results.soft_locks import final_states
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.topological_order import TopologicalOrder
from engine.prove.witnesses.witness import Witness, find_seeded_game, shortest_way
from engine.records import dataclass
from engine.runtime.turn import is_over

Arrivals = dict[Choices, int]
"""The most turns to a state, by the idle choices picked before it that are on offer there or later."""


@dataclass(frozen=True, slots=True)
class PathLengths:
    """The most turns it can take to reach each state."""

    most_turns: list[int]
    """By state, with every idle choice on offer there picked."""
    endless: bytearray
    """By state, 1 if a cycle lies on or before it."""

    def has_cycle_before(self, states: Iterable[int]) -> bool:
        """Return whether a cycle lies before one of some states."""
        return any(self.endless[state] for state in states)

    def longest_to(self, states: Iterable[int]) -> int | None:
        """Return the most turns to one of some states; None if there is no maximum, or no state."""
        states = list(states)
        if self.has_cycle_before(states):
            return None
        return max((self.most_turns[state] for state in states), default=None)


def path_lengths(graph: StateGraph, idle: IdleTurns) -> PathLengths:
    """Compute the longest paths of a complete search."""
    order = graph.order
    endless = _mark_endless(order, idle)
    if not idle.offered:
        return PathLengths(order.depth, endless)
    if not idle.comes_again:
        return PathLengths(_longest_without_repeats(order, idle), endless)
    most_turns = [max(lengths.values(), default=0) for lengths in arrivals_of(graph, idle)]
    return PathLengths(most_turns, endless)


def _mark_endless(order: TopologicalOrder, idle: IdleTurns) -> bytearray:
    """Mark the states on or after a cycle."""
    endless = order.remainder
    for state in idle.endless:
        endless[state] = 1
    for state in order.acyclic_prefix if idle.endless else ():
        if endless[state]:
            for target in order.successors(state):
                endless[target] = 1
    return endless


def _longest_without_repeats(order: TopologicalOrder, idle: IdleTurns) -> list[int]:
    """Return the most turns to each state, for a story in which no path offers one idle choice at two states."""
    edges, bounds, most_turns = order.edges, order.bounds, [0] * len(order.depth)
    for state in order.acyclic_prefix:
        turns = most_turns[state]
        if state in idle.offered:
            turns = most_turns[state] = turns + idle.offered[state].bit_count()
        turns += 1
        for target in edges[bounds[state] : bounds[state + 1]]:
            if most_turns[target] < turns:
                most_turns[target] = turns
    return most_turns


def arrivals_of(graph: StateGraph, idle: IdleTurns) -> list[Arrivals]:
    """Return, by state before any cycle, the longest paths to it that pick each idle choice as soon as it is on offer.

    Nothing is lost by picking one: it is picked once in any playthrough, and changes nothing.
    """
    order, later = graph.order, idle.offered_later or [0] * len(graph.states)
    arrivals: list[Arrivals] = [{} for _ in graph.states]
    for start in range(len(graph.space.initial_states)):
        arrivals[start][0] = 0
    for state in order.acyclic_prefix:
        here = _drop_dominated(_pick_idle(arrivals[state], idle.offered.get(state, 0)))
        arrivals[state] = here
        for target in order.successors(state):
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


def _drop_dominated(arrivals: Arrivals) -> Arrivals:
    """Drop each arrival that cannot have more turns than another, whatever idle choices it still picks."""
    if len(arrivals) < 2:
        return arrivals
    pareto_front: list[tuple[Choices, int]] = []
    for picked, turns in sorted(arrivals.items(), key=lambda arrival: (-arrival[1], arrival[0])):
        if not any(other >= turns + (others & ~picked).bit_count() for others, other in pareto_front):
            pareto_front.append((picked, turns))
    return dict(pareto_front)


def shortest_game(graph: StateGraph) -> Witness | None:
    """Return a game that reaches some ending in as few turns as any can."""
    first = min((states[0] for states in final_states(graph).values()), default=None)
    return None if first is None else shortest_way(graph, first)


def is_endless(graph: StateGraph) -> bool:
    """Return whether a cycle lies before an ending, so that no game is the longest."""
    return path_lengths(graph, idle_turns(graph)).has_cycle_before(_all_final_states(graph))


def longest_game(graph: StateGraph) -> Witness | None:
    """Return a game that reaches some ending in as many turns as any can.

    Returns None where a cycle lies before an ending, no ending is reachable, or no seed tried allows such a game.
    """
    finals, idle = _all_final_states(graph), idle_turns(graph)
    if not finals or path_lengths(graph, idle).has_cycle_before(finals):
        return None
    arrivals = arrivals_of(graph, idle)
    final = max(finals, key=lambda state: max(arrivals[state].values(), default=0))
    picks = list(_longest_path_backwards(graph, idle, arrivals, final))
    picks.reverse()
    addresses = [graph.space.program.choices[number].address for number in picks]
    return find_seeded_game(
        graph, addresses, lambda turn, game: turn < len(picks) or is_over(graph.space.program, game)
    )


def _all_final_states(graph: StateGraph) -> list[int]:
    return [state for states in final_states(graph).values() for state in states]


def _longest_path_backwards(graph: StateGraph, idle: IdleTurns, arrivals: list[Arrivals], final: int) -> Iterator[int]:
    """Yield the numbers of the choices of a longest path to a final state, from the last to the first."""
    sources, bounds = graph.predecessors
    state, picked, turns = final, *max(arrivals[final].items(), key=lambda arrival: arrival[1])
    while True:
        offered, later = idle.offered.get(state, 0), idle.offered_later[state] if idle.offered_later else 0
        for source in sources[bounds[state] : bounds[state + 1]]:
            arrival = _arrival_before(arrivals[source], later, offered, (picked, turns))
            if arrival is not None and source != state:
                break
        else:
            yield from reversed(list(idle.numbers_in(offered)))
            return
        yield from reversed(list(idle.numbers_in(offered & ~arrival[0])))
        yield _find_choice(graph, source, state)
        state, (picked, turns) = source, arrival


def _arrival_before(
    arrivals: Arrivals, later: Choices, offered: Choices, after: tuple[Choices, int]
) -> tuple[Choices, int] | None:
    """Return the arrival at a state from which a step leads to the arrival `after` at the next, if there is one."""
    for picked, turns in arrivals.items():
        common = picked & later
        if (common | offered, turns + 1 + (offered & ~common).bit_count()) == after:
            return picked, turns
    return None


def _find_choice(graph: StateGraph, state: int, target: int) -> int:
    """Return the number of a choice that leads from a state to a target."""
    edge = next(at for at in range(graph.edge_bounds[state], graph.edge_bounds[state + 1]) if graph.edges[at] == target)
    return graph.space.choice_number(graph.states[state], graph.edge_choices[edge])
