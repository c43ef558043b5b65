"""Classify the transitions from a state to itself: those a player can take once, and those that never run out.

The search merges states that differ only in whether an idle choice was picked: one that can be picked once, changes
nothing and comes back (see `redundant_flags`). Such a pick is a turn all the same, once in a playthrough.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.prove.search.state_graph import StateGraph
from engine.prove.search.topological_order import TopologicalOrder
from engine.records import dataclass, field

Choices = int
"""A set of idle choices: a bit for each."""


@dataclass(frozen=True, slots=True)
class IdleTurns:
    """The transitions from a state to itself."""

    offered: dict[int, Choices] = field(default_factory=dict)
    """By state, the idle choices that can be picked there, once in a playthrough."""
    numbers: tuple[int, ...] = ()
    """By bit, the choice's number in the program."""
    endless: frozenset[int] = frozenset()
    """The states with a self-loop that can be taken again and again."""
    offered_later: list[Choices] = field(default_factory=list)
    """By state before any cycle, the idle choices on offer at it or at any state after it; empty if there are none."""
    comes_again: bool = False
    """Some idle choice that was on offer is on offer again after other choices."""

    def numbers_in(self, bits: Choices) -> Iterator[int]:
        """Yield the numbers of the choices of a set."""
        return (number for bit, number in enumerate(self.numbers) if bits >> bit & 1)


def idle_turns(graph: StateGraph) -> IdleTurns:
    """Classify the self-loops of a complete search."""
    order, space, bits = graph.order, graph.space, dict[int, int]()
    offered: dict[int, Choices] = {}
    endless: set[int] = set()
    for state in order.self_loops:
        rest = space.resting_point(graph.states[state])
        for edge in range(graph.edge_bounds[state], graph.edge_bounds[state + 1]):
            if graph.edges[edge] == state:
                choice = space.choice_number(graph.states[state], graph.edge_choices[edge])
                if (rest, choice) in space.liveness.redundant_flags:
                    offered[state] = offered.get(state, 0) | bits.setdefault(choice, 1 << len(bits))
                else:
                    endless.add(state)
    if not offered:
        return IdleTurns(endless=frozenset(endless))
    later, comes_again = _offered_later(order, offered)
    return IdleTurns(offered, tuple(bits), frozenset(endless), later, comes_again)


def _offered_later(order: TopologicalOrder, offered: dict[int, Choices]) -> tuple[list[Choices], bool]:
    """Propagate the idle choices backwards to the states that lead to them; return too whether any is met twice."""
    edges, bounds, later, comes_again = order.edges, order.bounds, [0] * len(order.depth), False
    for state in reversed(order.acyclic_prefix):
        choices = 0
        for target in edges[bounds[state] : bounds[state + 1]]:
            choices |= later[target]
        if state in offered:
            comes_again = comes_again or bool(choices & offered[state])
            choices |= offered[state]
        later[state] = choices
    return later, comes_again
