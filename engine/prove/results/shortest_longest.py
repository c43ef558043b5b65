"""The shortest and the longest playthrough of a story, as games."""

from __future__ import annotations

from collections.abc import Iterator

from engine.prove.results.idle_turns import Choices, IdleTurns, idle_turns
from engine.prove.results.path_lengths import Arrivals, arrivals_of, path_lengths
from engine.prove.results.soft_locks import final_states, predecessors
from engine.prove.search.search import StateGraph
from engine.prove.witnesses.witness import Witness, played_by_a_seed, shortest_way
from engine.runtime.turn import is_over


def shortest_game(found: StateGraph) -> Witness | None:
    """Return a game that comes to some ending in as few turns as any can."""
    finals = [states[0] for states in final_states(found).values()]
    return shortest_way(found, min(finals, key=lambda state: len(found.path(state)))) if finals else None


def is_endless(found: StateGraph) -> bool:
    """Tell whether a player can go round in circles before an ending, so that no game is the longest."""
    return path_lengths(found, idle_turns(found)).has_no_end(_all_finals(found))


def longest_game(found: StateGraph) -> Witness | None:
    """Return a game that comes to some ending in as many turns as any can.

    Returns None where a player can go round in circles, no ending can be reached, or no seed tried allows such a game.
    """
    finals, idle = _all_finals(found), idle_turns(found)
    if not finals or path_lengths(found, idle).has_no_end(finals):
        return None
    arrivals = arrivals_of(found, idle)
    final = max(finals, key=lambda state: max(arrivals[state].values(), default=0))
    picks = list(_longest_way(found, idle, arrivals, final))
    picks.reverse()
    addresses = [found.space.program.choices[number].address for number in picks]
    return played_by_a_seed(
        found, addresses, lambda turn, game: turn < len(picks) or is_over(found.space.program, game)
    )


def _all_finals(found: StateGraph) -> list[int]:
    return [state for states in final_states(found).values() for state in states]


def _longest_way(found: StateGraph, idle: IdleTurns, arrivals: list[Arrivals], final: int) -> Iterator[int]:
    """Yield the numbers of the choices of a longest way to a final state, the last first."""
    before, bounds = predecessors(found)
    state, picked, turns = final, *max(arrivals[final].items(), key=lambda way: way[1])
    while True:
        offered, later = idle.offered.get(state, 0), idle.later[state] if idle.later else 0
        for source in before[bounds[state] : bounds[state + 1]]:
            way = _way_on(arrivals[source], later, offered, (picked, turns))
            if way is not None and source != state:
                break
        else:
            yield from reversed(list(idle.choices(offered)))
            return
        yield from reversed(list(idle.choices(offered & ~way[0])))
        yield _choice_between(found, source, state)
        state, (picked, turns) = source, way


def _way_on(
    arrivals: Arrivals, later: Choices, offered: Choices, after: tuple[Choices, int]
) -> tuple[Choices, int] | None:
    """Return the way to a state that makes a longest way to the next, if one does."""
    for picked, turns in arrivals.items():
        there = picked & later
        if (there | offered, turns + 1 + (offered & ~there).bit_count()) == after:
            return picked, turns
    return None


def _choice_between(found: StateGraph, state: int, target: int) -> int:
    edge = next(at for at in range(found.edge_bounds[state], found.edge_bounds[state + 1]) if found.edges[at] == target)
    return found.space.control_flow.pickings(found.space.resting_point(found.states[state]))[
        found.edge_choices[edge]
    ].choice
