"""Divides a directed graph into its strongly connected components."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def strongly_connected_components(
    nodes: Iterable[Node], successors: Callable[[Node], Iterable[Node]]
) -> list[list[Node]]:
    """Return the components reachable from some nodes, each before the components that lead to it.

    R. Tarjan, Depth-first search and linear graph algorithms (1972), without recursion.
    """
    components: list[list[Node]] = []
    order: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    path: list[tuple[Node, Iterator[Node]]] = []
    in_component: set[Node] = set()
    open_nodes: list[Node] = []
    for root in nodes:
        if root not in order:
            order[root] = lowest[root] = len(order)
            path.append((root, iter(successors(root))))
            open_nodes.append(root)
        while path:
            node, targets = path[-1]
            for target in targets:
                if target not in order:
                    order[target] = lowest[target] = len(order)
                    path.append((target, iter(successors(target))))
                    open_nodes.append(target)
                    break
                if target not in in_component and order[target] < lowest[node]:
                    lowest[node] = order[target]
            else:
                path.pop()
                if path and lowest[node] < lowest[path[-1][0]]:
                    lowest[path[-1][0]] = lowest[node]
                if lowest[node] == order[node]:
                    components.append(_close(node, open_nodes))
                    in_component.update(components[-1])
    return components


def component_numbers(graph: Mapping[Node, Iterable[Node]]) -> dict[Node, int]:
    """Return a number for every node that only the nodes of its component share; other targets are skipped."""
    components = strongly_connected_components(graph, lambda node: (t for t in graph[node] if t in graph))
    return {node: number for number, component in enumerate(components) for node in component}


def _close(root: Node, open_nodes: list[Node]) -> list[Node]:
    """Remove the component whose first node is `root` from the open nodes."""
    start = len(open_nodes) - 1
    while open_nodes[start] != root:
        start -= 1
    component = open_nodes[start:]
    del open_nodes[start:]
    return component
