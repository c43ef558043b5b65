"""Turns that lead back to the very same state: those a player can take once, and those that never run out.

The search takes two states for one if they differ only in whether an idle choice was picked: one that can be picked
once, changes nothing and comes back (see `idle`). Such a pick is a turn all the same, once in a playthrough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.prove.search.search import StateGraph
from engine.prove.search.topological_order import TopologicalOrder

Choices = int
"""A set of idle choices: a bit for each."""


@dataclass(frozen=True, slots=True)
class IdleTurns:
    """What leads back to the state it is picked in."""

    offered: dict[int, Choices] = field(default_factory=dict)
    """By state, the idle choices that can be picked there, once in a playthrough."""
    numbers: tuple[int, ...] = ()
    """By bit, the choice's number in the program."""
    endless: frozenset[int] = frozenset()
    """The states with a choice that comes back and can be picked again and again."""
    later: list[Choices] = field(default_factory=list)
    """By state before any circle, the idle choices on offer there or at any state after it; empty if there are none."""
    comes_again: bool = False
    """Some idle choice that was on offer is on offer again after other choices."""

    def choices(self, bits: Choices) -> Iterator[int]:
        """Yield the numbers of the choices of a set."""
        return (number for bit, number in enumerate(self.numbers) if bits >> bit & 1)


def idle_turns(found: StateGraph) -> IdleTurns:
    """Sort the choices of a whole search that lead back to the very same state."""
    order, space, bits = found.order, found.space, dict[int, int]()
    offered: dict[int, Choices] = {}
    endless: set[int] = set()
    for state in order.self_loops:
        rest = space.resting_point(found.states[state])
        pickings = space.control_flow.pickings(rest)
        for edge in range(found.edge_bounds[state], found.edge_bounds[state + 1]):
            if found.edges[edge] == state:
                choice = pickings[found.edge_choices[edge]].choice
                if (rest, choice) in space.liveness.redundant_flags:
                    offered[state] = offered.get(state, 0) | bits.setdefault(choice, 1 << len(bits))
                else:
                    endless.add(state)
    if not offered:
        return IdleTurns(endless=frozenset(endless))
    later, comes_again = _offered_later(order, offered)
    return IdleTurns(offered, tuple(bits), frozenset(endless), later, comes_again)


def _offered_later(order: TopologicalOrder, offered: dict[int, Choices]) -> tuple[list[Choices], bool]:
    """Follow the idle choices back to the states from which they can be met, and see whether any is met twice."""
    later, comes_again = [0] * len(order.successors), False
    for state in reversed(order.acyclic_prefix):
        choices = 0
        for target in order.successors[state]:
            choices |= later[target]
        if state in offered:
            comes_again = comes_again or bool(choices & offered[state])
            choices |= offered[state]
        later[state] = choices
    return later, comes_again
