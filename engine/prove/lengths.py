"""How long playthroughs can be, counting choices that change nothing that matters too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.prove.order import Order
from engine.prove.search import Explored


@dataclass(frozen=True, slots=True)
class Longest:
    """How long the longest of some playthroughs is; the two differ where choices are not followed one by one."""

    least: int
    """Some playthrough has so many turns."""
    most: int
    """None has more."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """The most turns it can take to come to each state."""

    least: list[int]
    most: list[int]
    endless: bytearray
    """By state, 1 if a player can go round in circles before it."""

    def longest_to(self, states: Iterable[int]) -> Longest | None:
        """The longest way to one of some states; None if there is no longest."""
        states = list(states)
        if any(self.endless[state] for state in states):
            return None
        return Longest(
            max((self.least[state] for state in states), default=0),
            max((self.most[state] for state in states), default=0),
        )


def lengths_of(found: Explored, order: Order) -> Lengths:
    """The longest ways through a whole search."""
    endless = bytearray(len(order.leaving))
    for group in order.groups:
        for state in group:
            endless[state] = 1
    if not order.returning:
        return Lengths(order.depth, order.depth, endless)
    idle = _idle_choices(found, order, endless)
    return _with_idle(order, idle, endless, len(found.space.first))


def _idle_choices(found: Explored, order: Order, endless: bytearray) -> dict[int, int]:
    """By state, a bit for each choice that changes nothing and can be picked once; other such choices have no end."""
    space, bits = found.space, dict[int, int]()
    idle: dict[int, int] = {}
    for state in order.returning:
        rest = space.rest(found.states[state])
        pickings = space.flow.pickings(rest)
        for edge in range(found.bounds[state], found.bounds[state + 1]):
            if found.edges[edge] == state:
                choice = pickings[found.edge_picks[edge]].choice
                if (rest, choice) in space.relevance.idle:
                    idle[state] = idle.get(state, 0) | bits.setdefault(choice, 1 << len(bits))
                else:
                    endless[state] = 1
    return idle


def _with_idle(order: Order, idle: dict[int, int], endless: bytearray, starts: int) -> Lengths:
    """Every idle choice counts once; where it is met again after a gap, once at least and once more at most."""
    size = len(order.leaving)
    least, had, offered = [0] * size, [0] * size, [0] * size
    for state, bits in idle.items():
        offered[state] = bits
    for state in range(starts):
        least[state] = offered[state].bit_count()
    most = list(least)
    for state in order.line:
        had[state] |= offered[state]
        further, most_further, before = least[state] + 1, most[state] + 1, had[state]
        for target in order.leaving[state]:
            fresh = offered[target] & ~offered[state]
            least_there = further + (fresh & ~before).bit_count() if fresh else further
            most_there = most_further + fresh.bit_count() if fresh else most_further
            if least[target] < least_there:
                least[target] = least_there
            if most[target] < most_there:
                most[target] = most_there
            had[target] |= before
            endless[target] |= endless[state]
    return Lengths(least, most, endless)
