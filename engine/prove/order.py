"""The explored graph in an order in which every state comes after those that lead to it, circles taken together."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from engine.prove.search import Explored


@dataclass(frozen=True, slots=True)
class Order:
    """Groups of states in topological order; a group of more than one is a circle."""

    groups: tuple[tuple[int, ...], ...] | None
    """None when no circle was found: then `line` is all there is."""
    line: array[int]
    """The states before any circle, in order."""

    @property
    def has_circles(self) -> bool:
        """Some state can come round to itself by way of another."""
        return bool(self.groups)

    def all_groups(self) -> Iterator[tuple[int, ...]]:
        """Every group, in order."""
        for state in self.line:
            yield (state,)
        yield from self.groups or ()


def order_of(found: Explored) -> Order:
    """Sorts a whole search: Kahn's algorithm of 1962, and for what is left Tarjan's of 1972.

    Steps from a state to itself do not count.
    """
    waiting_for = _ways_in(found)
    line = array("I", (state for state, count in enumerate(waiting_for) if not count))
    edges, bounds = found.edges, found.bounds
    at = 0
    while at < len(line):
        state = line[at]
        at += 1
        for target in edges[bounds[state] : bounds[state + 1]]:
            if target != state:
                waiting_for[target] -= 1
                if not waiting_for[target]:
                    line.append(target)
    if len(line) == len(found.states):
        return Order(None, line)
    left = [state for state, count in enumerate(waiting_for) if count]
    return Order(tuple(_circles(found, left)), line)


def _ways_in(found: Explored) -> array[int]:
    counts = array("I", bytes(4 * len(found.states)))
    edges, bounds = found.edges, found.bounds
    for target in edges:
        counts[target] += 1
    for state in range(len(bounds) - 1):
        for target in edges[bounds[state] : bounds[state + 1]]:
            if target == state:
                counts[state] -= 1
    return counts


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
