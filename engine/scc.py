"""Divides a directed graph into its strongly connected components."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from engine.records import dataclass, field

Node = TypeVar("Node", bound=Hashable)


def strongly_connected_components(
    nodes: Iterable[Node], successors: Callable[[Node], Iterable[Node]]
) -> list[list[Node]]:
    """Return the components reachable from some nodes, each before the components that lead to it.

    R. Tarjan, Depth-first search and linear graph algorithms (1972), without recursion.
    """
    search = _Search(successors)
    for root in nodes:
        if root not in search.order:
            search.visit(root)
    return search.components


def component_numbers(graph: Mapping[Node, Iterable[Node]]) -> dict[Node, int]:
    """Return a number for every node that only the nodes of its component share; other targets are skipped."""
    components = strongly_connected_components(graph, lambda node: (t for t in graph[node] if t in graph))
    return {node: number for number, component in enumerate(components) for node in component}


@dataclass(slots=True)
class _Search(Generic[Node]):
    """A depth-first search that closes each component when it leaves the node where it entered it."""

    successors: Callable[[Node], Iterable[Node]]
    components: list[list[Node]] = field(default_factory=list)
    order: dict[Node, int] = field(default_factory=dict)
    lowest: dict[Node, int] = field(default_factory=dict)
    """By node, the least order of an open node that is known to be reachable from it."""
    open_nodes: list[Node] = field(default_factory=list)
    closed_nodes: set[Node] = field(default_factory=set)

    def visit(self, root: Node) -> None:
        """Search all that is reachable from a node and not visited yet."""
        order, lowest, closed_nodes = self.order, self.lowest, self.closed_nodes
        path = [self._enter(root)]
        while path:
            node, targets = path[-1]
            for target in targets:
                if target not in order:
                    path.append(self._enter(target))
                    break
                if target not in closed_nodes and order[target] < lowest[node]:
                    lowest[node] = order[target]
            else:
                path.pop()
                if path and lowest[node] < lowest[path[-1][0]]:
                    lowest[path[-1][0]] = lowest[node]
                if lowest[node] == order[node]:
                    self._close(node)

    def _enter(self, node: Node) -> tuple[Node, Iterator[Node]]:
        self.order[node] = self.lowest[node] = len(self.order)
        self.open_nodes.append(node)
        return node, iter(self.successors(node))

    def _close(self, root: Node) -> None:
        """Move the component whose first node is `root` from the open nodes to the components."""
        start = len(self.open_nodes) - 1
        while self.open_nodes[start] != root:
            start -= 1
        self.components.append(self.open_nodes[start:])
        self.closed_nodes.update(self.open_nodes[start:])
        del self.open_nodes[start:]
