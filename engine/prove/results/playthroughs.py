"""How many playthroughs a story has, exactly.

A playthrough is the choices of a game, in order and by their addresses, from the start to an ending. Every pick is a
turn of it, also one that changes nothing and comes back. Games with the same choices are one playthrough, whatever was
drawn or typed in them; where chance has a part, every draw is taken to be possible. A game that comes to no ending is
none. Where a player can go round in circles on the way to an ending there is no number of them.

What the search takes for one state offers the same choices now and later, but for idle ones: these are counted here by
the orders in which they can be picked.
"""

from __future__ import annotations

from math import perm

from engine.program.model import Offer
from engine.prove.results.idle_turns import IdleTurns
from engine.prove.results.playthrough_sets import counted_by_sets
from engine.prove.search.search import StateGraph
from engine.prove.search.topological_order import TopologicalOrder


def playthroughs_of(found: StateGraph, idle: IdleTurns, endings: list[int]) -> int | None:
    """Count the playthroughs to some final states, before none of which a player can go round.

    Returns None where counting would take too long.
    """
    if idle.comes_again or not _has_one_state_after_each_choice(found):
        return counted_by_sets(found, idle, endings)
    return _counted_in_order(found.order, idle, endings)


def _has_one_state_after_each_choice(found: StateGraph) -> bool:
    space = found.space
    if space.weighted_points or len(found.space.initial_states) > 1:
        return False
    lists = (
        space.control_flow.pickings(rest)
        for rest in space.resting_points
        if isinstance(space.control_flow.instruction(rest), Offer)
    )
    return all(len({picking.choice for picking in pickings}) == len(pickings) for pickings in lists)


def _counted_in_order(order: TopologicalOrder, idle: IdleTurns, endings: list[int]) -> int:
    """Count where each choice leads to one state, and no way meets an idle choice at two of them."""
    ways = [0] * len(order.successors)
    ways[0] = 1
    for state in order.acyclic_prefix:
        count = ways[state]
        if state in idle.offered:
            count *= _orders(idle.offered[state].bit_count())
        for target in order.successors[state]:
            ways[target] += count
    return sum(ways[state] for state in endings)


def _orders(size: int) -> int:
    """How many ways there are to pick any of some choices, each once, in any order."""
    return sum(perm(size, picked) for picked in range(size + 1))
