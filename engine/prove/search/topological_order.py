"""The explored graph in an order in which every state comes after those that lead to it, circles taken together."""

from __future__ import annotations

from itertools import pairwise

from engine.prove.search.search import StateGraph
from engine.prove.state_order import Order
from engine.scc import strongly_connected_components


def topological_order(found: StateGraph) -> Order:
    """Sorts a whole search: Kahn's algorithm of 1962, and for what is left Tarjan's of 1972.

    Steps from a state to itself do not count. What is sorted once stays with the search.
    """
    if found.order is None:
        found.order = _sorted(found)
    return found.order


def _sorted(found: StateGraph) -> Order:
    leaving, returning = _leaving(found)
    waiting_for = [0] * len(leaving)
    for targets in leaving:
        for target in targets:
            waiting_for[target] += 1
    line = [state for state, count in enumerate(waiting_for) if not count]
    depth = [0] * len(leaving)
    for state in line:  # grows as it is gone through
        deeper = depth[state] + 1
        for target in leaving[state]:
            waiting_for[target] -= 1
            if depth[target] < deeper:
                depth[target] = deeper
            if not waiting_for[target]:
                line.append(target)
    left = [state for state, count in enumerate(waiting_for) if count]
    components = strongly_connected_components(left, leaving.__getitem__) if left else []
    groups = tuple(tuple(sorted(component)) for component in reversed(components))
    return Order(leaving, line, depth, groups, returning)


def _leaving(found: StateGraph) -> tuple[list[list[int]], list[int]]:
    """By state, where else it leads; and the states that also lead to themselves."""
    edges, bounds = found.edges.tolist(), found.bounds.tolist()
    leaving = [edges[low:high] for low, high in pairwise(bounds)]
    returning = [state for state, targets in enumerate(leaving) if state in targets]
    for state in returning:
        leaving[state] = [target for target in leaving[state] if target != state]
    return leaving, returning
