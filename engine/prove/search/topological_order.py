"""Sorts the explored graph so that every state before any cycle comes after its predecessors."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, compress, count, islice, pairwise, repeat
from operator import eq, ne, sub

from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class TopologicalOrder:
    """The states before any cycle in topological order; transitions from a state to itself are left out."""

    edges: array[int]
    """The targets of the transitions, state by state."""
    bounds: array[int]
    """Those of state n are `edges[bounds[n]:bounds[n + 1]]`."""
    self_loops: list[int]
    """The states with a transition to themselves."""
    acyclic_prefix: array[int]
    """The states before any cycle, in order."""
    depth: list[int]
    """By state of the acyclic prefix, the length of the longest path to it."""

    @property
    def has_cycles(self) -> bool:
        """Return whether some cycle goes through more than one state."""
        return len(self.acyclic_prefix) < len(self.depth)

    @property
    def remainder(self) -> bytearray:
        """Return, by state, 1 if it lies on or after a cycle through more than one state."""
        remainder = bytearray(b"\1" * len(self.depth))
        for state in self.acyclic_prefix:
            remainder[state] = 0
        return remainder

    def successors(self, state: int) -> array[int]:
        """Return the targets of the transitions of a state."""
        return self.edges[self.bounds[state] : self.bounds[state + 1]]


def topological_order(edges: array[int], bounds: array[int], starts: int) -> TopologicalOrder:
    """Sort a graph by Kahn's algorithm (1962).

    The successors of node n are `edges[bounds[n]:bounds[n + 1]]`; all nodes are reachable from the first `starts`.
    """
    edges, bounds, self_loops = _drop_self_loops(edges, bounds)
    prefix = array("I", (state for state in range(starts) if state not in edges))
    depth = [0] * (len(bounds) - 1)
    in_degrees = _count_sources(edges, len(depth)) if prefix else []
    for state in prefix:  # grows while it is iterated, by states of no smaller depth
        deeper = depth[state] + 1
        for target in edges[bounds[state] : bounds[state + 1]]:
            in_degrees[target] -= 1
            if not in_degrees[target]:
                prefix.append(target)
                depth[target] = deeper
    return TopologicalOrder(edges, bounds, self_loops, prefix, depth)


def _count_sources(edges: Iterable[int], size: int) -> list[int]:
    """Return how many transitions lead to each state."""
    counts = [0] * size
    for target in edges:
        counts[target] += 1
    return counts


def _drop_self_loops(edges: array[int], bounds: array[int]) -> tuple[array[int], array[int], list[int]]:
    """Return the transitions to other states with their bounds, and the states that lead to themselves."""
    self_loops = [*compress(sources_of(bounds), map(eq, sources_of(bounds), edges))]
    if not self_loops:
        return edges, bounds, self_loops
    others = array("I", compress(edges, map(ne, sources_of(bounds), edges)))
    degrees = [high - low for low, high in pairwise(bounds)]
    for state in self_loops:
        degrees[state] -= 1
    return others, array("Q", accumulate(degrees, initial=0)), [*dict.fromkeys(self_loops)]


def sources_of(bounds: array[int]) -> Iterator[int]:
    """Yield the source of every transition."""
    return chain.from_iterable(map(repeat, count(), map(sub, islice(bounds, 1, None), bounds)))


def reverse(edges: Iterable[int], bounds: array[int], size: int) -> tuple[array[int], array[int]]:
    """Return the reversed transitions: the sources by target, and the bounds of each target's sources."""
    reversed_bounds = array("Q", accumulate(_count_sources(edges, size), initial=0))
    ends, sources = array("Q", reversed_bounds), array("I", bytes(4 * reversed_bounds[-1]))
    for state, target in zip(sources_of(bounds), edges, strict=True):
        end = ends[target]
        sources[end] = state
        ends[target] = end + 1
    return sources, reversed_bounds
