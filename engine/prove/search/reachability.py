"""Reverse the transitions of a state graph, and find the states from which others are reachable."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from engine.prove.search.state_graph import StateGraph


def can_reach(graph: StateGraph, targets: Iterable[int]) -> bytearray:
    """Return, by state, 1 if one of the targets is reachable from it (backward reachability)."""
    sources, bounds = predecessors(graph)
    reached = bytearray(len(graph.states))
    worklist = list(targets)
    for state in worklist:
        reached[state] = 1
    while worklist:
        state = worklist.pop()
        for source in sources[bounds[state] : bounds[state + 1]]:
            if not reached[source]:
                reached[source] = 1
                worklist.append(source)
    return reached


def predecessors(graph: StateGraph) -> tuple[array[int], array[int]]:
    """Return the reversed transitions: the sources by target, and the bounds of each target's sources."""
    size = len(graph.states)
    counts = array("Q", bytes(8 * (size + 1)))
    for target in graph.edges:
        counts[target + 1] += 1
    for state in range(size):
        counts[state + 1] += counts[state]
    at = array("Q", counts)
    sources = array("I", bytes(4 * len(graph.edges)))
    bounds, edges = graph.edge_bounds, graph.edges
    for state in range(len(bounds) - 1):
        for target in edges[bounds[state] : bounds[state + 1]]:
            sources[at[target]] = state
            at[target] += 1
    return sources, counts
