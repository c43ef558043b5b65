"""Counts playthroughs where the same choices can lead to several states: by the set of all states they can have led to.

The sets are the states of the deterministic automaton that accepts the same choices (Rabin and Scott 1959). Beside each
set stands how many idle choices of each kind were picked; of a kind are those on offer at the same states.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

from engine.prove.results.idle_turns import Choices, IdleTurns
from engine.prove.results.soft_locks import can_reach
from engine.prove.search.search import StateGraph

MOST_STEPS = 500_000
"""Transitions that are followed before the count is given up."""
States = tuple[int, ...]
"""A set of states, sorted."""
Picked = tuple[int, ...]
"""By kind, how many idle choices of it were picked; 0 where none of it is on offer any more."""


class TooMany(Exception):
    """There are too many sets of states."""


@dataclass(slots=True)
class _Count:
    """A count under way: sets of states in an order in which each comes after all that lead to it."""

    found: StateGraph
    idle: IdleTurns
    is_hopeful: bytearray
    """By state, whether an ending can be reached."""
    rank: dict[int, int]
    """By hopeful state, its place in topological order."""
    kinds: tuple[Choices, ...]
    """The idle choices of each kind."""
    ways: dict[tuple[States, Picked], int] = field(default_factory=dict)
    waiting: list[tuple[int, int, Picked, States]] = field(default_factory=list)
    steps: int = 0

    def arrive(self, states: States, picked: Picked, ways: int) -> None:
        """Count some ways to come to a set."""
        later = 0
        for state in states:
            later |= self.idle.later[state] if self.idle.later else 0
        picked = tuple(count if later & kind else 0 for count, kind in zip(picked, self.kinds, strict=True))
        if (states, picked) not in self.ways:
            self.ways[states, picked] = 0
            first = min(self.rank[state] for state in states)
            heappush(self.waiting, (first, -len(states), picked, states))
        self.ways[states, picked] += ways

    def go_on(self, states: States, picked: Picked, ways: int) -> None:
        """Take every choice that can be on offer in a set."""
        for targets in self._after(states).values():
            self.arrive(tuple(sorted(targets)), picked, ways)
        for at, kind in enumerate(self.kinds):
            offering = tuple(state for state in states if self.idle.offered.get(state, 0) & kind)
            left = kind.bit_count() - picked[at]
            if offering and left:
                self.arrive(offering, (*picked[:at], picked[at] + 1, *picked[at + 1 :]), ways * left)

    def _after(self, states: States) -> dict[int, set[int]]:
        """Return, by choice, the hopeful states it can lead to; idle choices left out."""
        found, after = self.found, dict[int, set[int]]()
        for state in states:
            pickings = (
                found.space.control_flow.pickings(found.space.resting_point(found.states[state]))
                if found.successors(state)
                else ()
            )
            for edge in range(found.edge_bounds[state], found.edge_bounds[state + 1]):
                target = found.edges[edge]
                if target != state and self.is_hopeful[target]:
                    after.setdefault(pickings[found.edge_choices[edge]].choice, set()).add(target)
            self.steps += found.edge_bounds[state + 1] - found.edge_bounds[state] + 1
        if self.steps > MOST_STEPS:
            raise TooMany
        return after


def counted_by_sets(found: StateGraph, idle: IdleTurns, endings: list[int]) -> int | None:
    """Count the sequences of choices that can end in a final state; None where that takes too long."""
    count = _Count(found, idle, can_reach(found, endings), _ranks(found), tuple(_kinds(idle)))
    try:
        return sum(_ways_to_end(count, frozenset(endings)))
    except TooMany:
        return None


def _ways_to_end(count: _Count, endings: frozenset[int]) -> Iterator[int]:
    """Yield how many sequences of choices lead to each set that holds a final state."""
    start = tuple(state for state in range(len(count.found.space.initial_states)) if count.is_hopeful[state])
    if start:
        count.arrive(start, (0,) * len(count.kinds), 1)
    while count.waiting:
        _, _, picked, states = heappop(count.waiting)
        ways = count.ways.pop((states, picked))
        if not endings.isdisjoint(states):
            yield ways
        count.go_on(states, picked, ways)


def _ranks(found: StateGraph) -> dict[int, int]:
    return {state: rank for rank, state in enumerate(found.order.acyclic_prefix)}


def _kinds(idle: IdleTurns) -> Iterator[Choices]:
    """Yield the idle choices that are on offer at the same states, together."""
    places: dict[int, set[int]] = {}
    for state, choices in idle.offered.items():
        for bit in range(choices.bit_length()):
            if choices >> bit & 1:
                places.setdefault(bit, set()).add(state)
    kinds: dict[frozenset[int], Choices] = {}
    for bit, states in sorted(places.items()):
        kinds[frozenset(states)] = kinds.get(frozenset(states), 0) | 1 << bit
    yield from kinds.values()
