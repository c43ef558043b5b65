"""The most turns it can take to come to each state, turns that change nothing counted too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.prove.results.idle_turns import Choices, IdleTurns
from engine.prove.search.search import StateGraph
from engine.prove.search.topological_order import TopologicalOrder

Arrivals = dict[Choices, int]
"""The most turns to a state, by the idle choices picked before it that are on offer there or later."""


@dataclass(frozen=True, slots=True)
class PathLengths:
    """The most turns it can take to come to each state."""

    most: list[int]
    """By state, with every idle choice on offer there picked."""
    endless: bytearray
    """By state, 1 if a player can go round in circles before it."""

    def has_no_end(self, states: Iterable[int]) -> bool:
        """A player can go round in circles before one of some states."""
        return any(self.endless[state] for state in states)

    def longest_to(self, states: Iterable[int]) -> int | None:
        """Return the most turns to one of some states; None if there is no most, or no state."""
        states = list(states)
        if self.has_no_end(states):
            return None
        return max((self.most[state] for state in states), default=None)


def path_lengths(found: StateGraph, idle: IdleTurns) -> PathLengths:
    """Measure the longest ways through a whole search."""
    order = found.order
    endless = _endless(order, idle)
    if not idle.offered:
        return PathLengths(order.depth, endless)
    if not idle.comes_again:
        return PathLengths(_met_once(order, idle), endless)
    most = [max(there.values(), default=0) for there in arrivals_of(found, idle)]
    return PathLengths(most, endless)


def _endless(order: TopologicalOrder, idle: IdleTurns) -> bytearray:
    """Mark the states at or after which a player can go round."""
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


def _met_once(order: TopologicalOrder, idle: IdleTurns) -> list[int]:
    """Return the most turns to each state where no way meets an idle choice at two of them."""
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


def arrivals_of(found: StateGraph, idle: IdleTurns) -> list[Arrivals]:
    """Return, by state before any circle, the longest ways there, all idle choices picked as soon as they are on offer.

    Nothing is lost by picking one: it is picked once in any playthrough, and changes nothing.
    """
    order, later = found.order, idle.later or [0] * len(found.states)
    arrivals: list[Arrivals] = [{} for _ in order.successors]
    for start in range(len(found.space.initial_states)):
        arrivals[start][0] = 0
    for state in order.acyclic_prefix:
        here = _worth_going_on(_with_idle(arrivals[state], idle.offered.get(state, 0)))
        arrivals[state] = here
        for target in order.successors[state]:
            there, kept = arrivals[target], later[target]
            for picked, turns in here.items():
                if there.get(picked & kept, -1) <= turns:
                    there[picked & kept] = turns + 1
    return arrivals


def _with_idle(arrivals: Arrivals, offered: Choices) -> Arrivals:
    """Pick every idle choice on offer that was not picked before."""
    there: Arrivals = {}
    for picked, turns in arrivals.items():
        after = turns + (offered & ~picked).bit_count()
        there[picked | offered] = max(there.get(picked | offered, 0), after)
    return there


def _worth_going_on(arrivals: Arrivals) -> Arrivals:
    """Leave out each way that stays behind another even if all idle choices the other has picked are still to come."""
    if len(arrivals) < 2:
        return arrivals
    kept: list[tuple[Choices, int]] = []
    for picked, turns in sorted(arrivals.items(), key=lambda way: (-way[1], way[0])):
        if not any(other >= turns + (others & ~picked).bit_count() for others, other in kept):
            kept.append((picked, turns))
    return dict(kept)
