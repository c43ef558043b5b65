"""The explored graph in an order in which every state comes after those that lead to it, circles taken together."""

from __future__ import annotations

from itertools import pairwise

from engine.prove.search import Explored
from engine.prove.state_order import Order


def order_of(found: Explored) -> Order:
    """Sorts a whole search: Kahn's algorithm of 1962, and for what is left Tarjan's of 1972.

    Steps from a state to itself do not count. What is sorted once stays with the search.
    """
    if found.order is None:
        found.order = _sorted(found)
    return found.order


def _sorted(found: Explored) -> Order:
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
    return Order(leaving, line, depth, tuple(_circles(found, left)) if left else (), returning)


def _leaving(found: Explored) -> tuple[list[list[int]], list[int]]:
    """By state, where else it leads; and the states that also lead to themselves."""
    edges, bounds = found.edges.tolist(), found.bounds.tolist()
    leaving = [edges[low:high] for low, high in pairwise(bounds)]
    returning = [state for state, targets in enumerate(leaving) if state in targets]
    for state in returning:
        leaving[state] = [target for target in leaving[state] if target != state]
    return leaving, returning


def _circles(found: Explored, left: list[int]) -> list[tuple[int, ...]]:
    """Tarjan's groups among some states, first those that come first; written without recursion."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    on_stack: set[int] = set()
    stack: list[int] = []
    groups: list[tuple[int, ...]] = []
    for root in left:
        if root in number:
            continue
        trail = [(root, iter(found.targets(root)))]
        _open(root, number, low, stack, on_stack)
        while trail:
            state, targets = trail[-1]
            following = next((target for target in targets if target not in number or target in on_stack), None)
            if following is None:
                trail.pop()
                if trail:
                    low[trail[-1][0]] = min(low[trail[-1][0]], low[state])
                if low[state] == number[state]:
                    groups.append(_close(state, stack, on_stack))
            elif following in number:
                low[state] = min(low[state], number[following])
            else:
                _open(following, number, low, stack, on_stack)
                trail.append((following, iter(found.targets(following))))
    groups.reverse()
    return groups


def _open(state: int, number: dict[int, int], low: dict[int, int], stack: list[int], on_stack: set[int]) -> None:
    number[state] = low[state] = len(number)
    stack.append(state)
    on_stack.add(state)


def _close(state: int, stack: list[int], on_stack: set[int]) -> tuple[int, ...]:
    group: list[int] = []
    while not group or group[-1] != state:
        group.append(stack.pop())
        on_stack.discard(group[-1])
    return tuple(sorted(group))
