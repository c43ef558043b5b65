"""Sorts the explored graph so that every state comes after its predecessors, with cycles grouped into components."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise

from engine.records import dataclass
from engine.scc import strongly_connected_components


@dataclass(frozen=True, slots=True)
class TopologicalOrder:
    """The strongly connected components of a graph in topological order; transitions to the same state are left out."""

    successors: list[list[int]]
    """By state, the targets of its transitions without the state itself."""
    acyclic_prefix: list[int]
    """The states before any cycle, in order; each is a component of its own."""
    depth: list[int]
    """By state of the acyclic prefix, the length of the longest path to it."""
    components: tuple[tuple[int, ...], ...]
    """The components after the prefix; empty for an acyclic graph."""
    self_loops: list[int]
    """The states with a transition to themselves."""

    @property
    def has_cycles(self) -> bool:
        """Return whether some cycle goes through more than one state."""
        return bool(self.components)

    def all_components(self) -> Iterator[tuple[int, ...]]:
        """Yield every component, those of the prefix first."""
        for state in self.acyclic_prefix:
            yield (state,)
        yield from self.components


def topological_order(edges: array[int], edge_bounds: array[int]) -> TopologicalOrder:
    """Sort a graph: the acyclic prefix by Kahn's algorithm (1962), the remainder by Tarjan's (1972).

    The successors of node n are `edges[edge_bounds[n]:edge_bounds[n + 1]]`.
    """
    successors, self_loops = _split_self_loops(edges, edge_bounds)
    in_degrees = [0] * len(successors)
    for targets in successors:
        for target in targets:
            in_degrees[target] += 1
    prefix = [state for state, degree in enumerate(in_degrees) if not degree]
    depth = [0] * len(successors)
    for state in prefix:  # grows while it is iterated
        deeper = depth[state] + 1
        for target in successors[state]:
            in_degrees[target] -= 1
            if depth[target] < deeper:
                depth[target] = deeper
            if not in_degrees[target]:
                prefix.append(target)
    remainder = [state for state, degree in enumerate(in_degrees) if degree]
    components = strongly_connected_components(remainder, successors.__getitem__) if remainder else []
    in_order = tuple(tuple(sorted(component)) for component in reversed(components))
    return TopologicalOrder(successors, prefix, depth, in_order, self_loops)


def _split_self_loops(edges: array[int], edge_bounds: array[int]) -> tuple[list[list[int]], list[int]]:
    """Return the successors of every state without itself, and the states that are successors of themselves."""
    targets = edges.tolist()
    successors = [targets[low:high] for low, high in pairwise(edge_bounds.tolist())]
    self_loops = [state for state, following in enumerate(successors) if state in following]
    for state in self_loops:
        successors[state] = [target for target in successors[state] if target != state]
    return successors, self_loops
