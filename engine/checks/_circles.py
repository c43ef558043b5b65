"""Parts a graph into circles: places are in the same one when each can come to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def circles(ways: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The number of every place's circle; a place alone has one to itself.

    After R. Tarjan, Depth-first search and linear graph algorithms (1972), without recursion.
    """
    found: dict[str, int] = {}
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_places: list[str] = []
    for start in ways:
        path: list[tuple[str, Iterator[str]]] = [] if start in order else [(start, iter(ways[start]))]
        while path:
            place, onward = path[-1]
            if place not in order:
                order[place] = lowest[place] = len(order)
                open_places.append(place)
            following = next((target for target in onward if target in ways and target not in found), None)
            if following is None:
                path.pop()
                _close(place, order, lowest, open_places, found)
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[place])
            elif following in order:
                lowest[place] = min(lowest[place], order[following])
            else:
                path.append((following, iter(ways[following])))
    return found


def _close(
    place: str, order: Mapping[str, int], lowest: Mapping[str, int], open_places: list[str], found: dict[str, int]
) -> None:
    """Ends a circle at the place it was first come to."""
    if lowest[place] < order[place]:
        return
    number = order[place]
    while place not in found:
        found[open_places.pop()] = number
