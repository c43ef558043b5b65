"""The shortest and the longest playthrough of a story, as games."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engine.prove.order import Order, order_of
from engine.prove.search import NO_PARENT, Explored
from engine.prove.ways import final_states
from engine.prove.witness import Witness, play_again, witness_of


def shortest_game(found: Explored) -> Witness | None:
    """A game that comes to some ending in as few turns as any can."""
    finals = [states[0] for states in final_states(found).values()]
    return witness_of(found, min(finals, key=lambda state: len(found.path(state)))) if finals else None


def longest_game(found: Explored) -> Witness | None:
    """A game that comes to some ending in as many turns as any can; None where a player can go round in circles.

    Choices that change nothing that matters and come back are taken wherever such a game meets them.
    """
    order, finals = order_of(found), [state for states in final_states(found).values() for state in states]
    if order.has_circles or not finals or found.space.weighted:
        return None
    before = _longest_before(order)
    state = max(finals, key=lambda final: order.depth[final])
    way = [state]
    while before[way[-1]] != NO_PARENT:
        way.append(before[way[-1]])
    way.reverse()
    picks: list[str] = []
    for at, following in pairwise(way):
        picks += [idle for idle in _idle_picks(found, at) if idle not in picks]
        picks.append(_pick(found, at, following))
    return play_again(found.space.program, 0, picks, lambda turn, game: True)


def _idle_picks(found: Explored, state: int) -> Iterator[str]:
    """The choices that can be picked once here and lead to the very same state."""
    space = found.space
    rest = space.rest(found.states[state])
    pickings = space.flow.pickings(rest)
    for edge in range(found.bounds[state], found.bounds[state + 1]):
        choice = pickings[found.edge_picks[edge]].choice
        if found.edges[edge] == state and (rest, choice) in space.relevance.idle:
            yield space.program.choices[choice].address


def _longest_before(order: Order) -> list[int]:
    """By state, the state before it on a longest way."""
    before = [NO_PARENT] * len(order.leaving)
    for state in order.line:
        for target in order.leaving[state]:
            if order.depth[target] == order.depth[state] + 1:
                before[target] = state
    return before


def _pick(found: Explored, state: int, target: int) -> str:
    edge = next(at for at in range(found.bounds[state], found.bounds[state + 1]) if found.edges[at] == target)
    return found.space.choice(found.states[state], found.edge_picks[edge]).address
