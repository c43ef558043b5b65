"""Divides a directed graph into its strongly connected components."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import accumulate, chain
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
CLOSED = 2**32 - 1
"""Stands for the order of a node whose component is complete."""


def strongly_connected_components(
    edges: Sequence[int], edge_bounds: Sequence[int], roots: Iterable[int]
) -> list[array[int]]:
    """Return the components reachable from some nodes, each before the components that lead to it.

    The successors of node n are `edges[edge_bounds[n]:edge_bounds[n + 1]]`. R. Tarjan, Depth-first search and linear
    graph algorithms (1972), without recursion: a node is looked at again from the edge where it was left.
    """
    components: list[array[int]] = []
    next_edge, order = array("Q", edge_bounds), array("I", bytes(4 * (len(edge_bounds) - 1)))
    lowest = array("I", order)  # by node, the least order of an open node known to be reachable; 0 if not visited
    open_nodes, path, count = array("I"), array("I", roots)[::-1], 0
    while path:
        node = path[-1]
        low = lowest[node]
        if not low:
            order[node] = low = count = count + 1
            open_nodes.append(node)
        for edge in range(next_edge[node], edge_bounds[node + 1]):
            reach = lowest[edges[edge]]
            if not reach:
                lowest[node], next_edge[node] = low, edge
                path.append(edges[edge])
                break
            if reach < low:
                low = reach
        else:
            path.pop()
            lowest[node] = low
            if low == order[node]:
                components.append(_close(node, open_nodes, lowest))
    return components


def _close(root: int, open_nodes: array[int], lowest: array[int]) -> array[int]:
    """Remove the component whose first node is `root` from the open nodes."""
    component = array("I")
    while not component or component[-1] != root:
        component.append(open_nodes.pop())
        lowest[component[-1]] = CLOSED
    return component


def component_numbers(graph: Mapping[Node, Iterable[Node]]) -> dict[Node, int]:
    """Return a number for every node that only the nodes of its component share; other targets are skipped."""
    nodes = list(graph)
    numbers = {node: number for number, node in enumerate(nodes)}
    targets = [[numbers[target] for target in graph[node] if target in numbers] for node in nodes]
    bounds = [0, *accumulate(map(len, targets))]
    components = strongly_connected_components([*chain.from_iterable(targets)], bounds, range(len(nodes)))
    return {nodes[at]: number for number, component in enumerate(components) for at in component}
