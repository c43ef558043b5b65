"""Count the playthroughs of a story, exactly.

A playthrough is the sequence of choices of a game, by address, from the start to an ending. Every pick is a turn, even
one that changes nothing and comes back. Games with the same choices are one playthrough, whatever was drawn or typed
in them; where chance has a part, every draw is taken to be possible. A game without an ending is no playthrough. Where
a cycle lies before an ending the number is infinite.

Merged states offer the same choices now and later, except idle ones: these are counted by the orders in which they can
be picked. Where the same choices can lead to several states, count by the set of all of them: these sets are the
states of the equivalent deterministic automaton (Rabin and Scott 1959), each with how many idle choices of each kind
were picked; a kind are those on offer at the same states.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from heapq import heappop, heappush
from itertools import repeat
from math import perm

from engine.errors import SamarraError
from engine.program.model import Offer
from engine.prove.results.idle_turns import Choices, IdleTurns
from engine.prove.search.reachability import can_reach
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.topological_order import TopologicalOrder
from engine.records import dataclass, field

MOST_STEPS = 500_000
"""Transitions that are followed before the count is given up."""
States = tuple[int, ...]
"""A set of states, sorted."""
Picked = tuple[int, ...]
"""By kind, how many idle choices of it were picked; 0 where none of it is on offer any more."""


def playthroughs_of(graph: StateGraph, idle: IdleTurns, endings: list[int]) -> int | None:
    """Count the playthroughs to some final states, before none of which lies a cycle.

    Returns None where counting would take too long.
    """
    if idle.comes_again or not _has_one_state_after_each_choice(graph):
        return count_by_sets(graph, idle, endings)
    return _count_in_order(graph.order, idle, endings)


def _has_one_state_after_each_choice(graph: StateGraph) -> bool:
    """Return whether the search is deterministic: one start, and one successor for each choice."""
    space = graph.space
    if space.weighted_moves or len(graph.space.initial_states) > 1:
        return False
    lists = (
        space.control_flow.pickings(rest)
        for rest in space.resting_points
        if isinstance(space.control_flow.instruction(rest), Offer)
    )
    return all(len({picking.choice for picking in pickings}) == len(pickings) for pickings in lists)


def _count_in_order(order: TopologicalOrder, idle: IdleTurns, endings: list[int]) -> int:
    """Count paths in topological order, where no path meets an idle choice at two states.

    Any idle choices on offer at a state can be picked there, each at most once, in any order.
    """
    orders = cache(lambda size: sum(perm(size, picked) for picked in range(size + 1)))
    edges, bounds, ways = order.edges, order.bounds, [1, *repeat(0, len(order.depth))]
    for state in order.acyclic_prefix:
        count = ways[state]
        if state in idle.offered:
            count *= orders(idle.offered[state].bit_count())
        for target in edges[bounds[state] : bounds[state + 1]]:
            ways[target] += count
    return sum(ways[state] for state in endings)


class TooManySetsError(SamarraError):
    """There are too many sets of states."""


@dataclass(slots=True)
class _Count:
    """A running count: sets of states in topological order, each after all sets that lead to it."""

    graph: StateGraph
    idle: IdleTurns
    can_end: bytearray
    """By state, whether an ending is reachable."""
    rank: dict[int, int]
    """By state, its place in topological order."""
    kinds: tuple[Choices, ...]
    """The idle choices of each kind."""
    ways: dict[tuple[States, Picked], int] = field(default_factory=dict)
    queue: list[tuple[int, int, Picked, States]] = field(default_factory=list)
    steps: int = 0

    def arrive(self, states: States, picked: Picked, ways: int) -> None:
        """Add some playthroughs that lead to a set."""
        later = 0
        for state in states:
            later |= self.idle.offered_later[state] if self.idle.offered_later else 0
        picked = tuple(count if later & kind else 0 for count, kind in zip(picked, self.kinds, strict=True))
        if (states, picked) not in self.ways:
            self.ways[states, picked] = 0
            first = min(self.rank[state] for state in states)
            heappush(self.queue, (first, -len(states), picked, states))
        self.ways[states, picked] += ways

    def expand(self, states: States, picked: Picked, ways: int) -> None:
        """Take every choice that can be on offer in a set."""
        for targets in self._after(states).values():
            self.arrive(tuple(sorted(targets)), picked, ways)
        for at, kind in enumerate(self.kinds):
            offering = tuple(state for state in states if self.idle.offered.get(state, 0) & kind)
            remaining = kind.bit_count() - picked[at]
            if offering and remaining:
                self.arrive(offering, (*picked[:at], picked[at] + 1, *picked[at + 1 :]), ways * remaining)

    def _after(self, states: States) -> dict[int, set[int]]:
        """Return, by choice, the hopeful states it can lead to; idle choices left out."""
        graph, after = self.graph, dict[int, set[int]]()
        for state in states:
            edges = range(graph.edge_bounds[state], graph.edge_bounds[state + 1])
            for edge in edges:
                target = graph.edges[edge]
                if target != state and self.can_end[target]:
                    choice = graph.space.choice_number(graph.states[state], graph.edge_choices[edge])
                    after.setdefault(choice, set()).add(target)
            self.steps += len(edges) + 1
        if self.steps > MOST_STEPS:
            raise TooManySetsError
        return after


def count_by_sets(graph: StateGraph, idle: IdleTurns, endings: list[int]) -> int | None:
    """Count the sequences of choices that can end in a final state; None if that exceeds `MOST_STEPS`."""
    rank = {state: rank for rank, state in enumerate(graph.order.acyclic_prefix)}
    count = _Count(graph, idle, can_reach(graph, endings), rank, _kinds(idle))
    try:
        return sum(_ways_to_end(count, frozenset(endings)))
    except TooManySetsError:
        return None


def _ways_to_end(count: _Count, endings: frozenset[int]) -> Iterator[int]:
    """Yield how many sequences of choices lead to each set that holds a final state."""
    start = tuple(state for state in range(len(count.graph.space.initial_states)) if count.can_end[state])
    if start:
        count.arrive(start, (0,) * len(count.kinds), 1)
    while count.queue:
        _, _, picked, states = heappop(count.queue)
        ways = count.ways.pop((states, picked))
        if not endings.isdisjoint(states):
            yield ways
        count.expand(states, picked, ways)


def _kinds(idle: IdleTurns) -> tuple[Choices, ...]:
    """Return the idle choices in groups that are on offer at the same states."""
    kinds = defaultdict[frozenset[int], Choices](int)
    for bit in range(len(idle.numbers)):
        kinds[frozenset(state for state, choices in idle.offered.items() if choices >> bit & 1)] |= 1 << bit
    return tuple(kinds.values())
