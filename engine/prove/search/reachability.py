"""Finds the states of a graph from which others are reachable."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import compress
from operator import and_

from engine.prove.search.state_graph import StateGraph


def can_reach(graph: StateGraph, targets: Iterable[int]) -> bytearray:
    """Return, by state, 1 if one of the targets is reachable from it."""
    targets = list(targets)
    return _mark(targets, *graph.predecessors) if targets else bytearray(len(graph.states))


def reachable_from(graph: StateGraph, sources: Iterable[int]) -> bytearray:
    """Return, by state, 1 if it is reachable from one of the sources."""
    return _mark(list(sources), graph.edges, graph.edge_bounds)


def core(graph: StateGraph) -> list[int]:
    """Return the strongly connected component of the first state on or after a cycle; it is most often the largest."""
    first = graph.order.remainder.find(1)
    if first < 0:
        return []
    after, before = reachable_from(graph, [first]), can_reach(graph, [first])
    return [*compress(range(len(after)), map(and_, after, before))]


def _mark(worklist: list[int], edges: array[int], bounds: array[int]) -> bytearray:
    marks = bytearray(len(bounds) - 1)
    for state in worklist:
        marks[state] = 1
    while worklist:
        state = worklist.pop()
        for target in edges[bounds[state] : bounds[state + 1]]:
            if not marks[target]:
                marks[target] = 1
                worklist.append(target)
    return marks
