"""From which states an ending can still be reached, and where the last chance is lost."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from engine.program.model import End
from engine.prove.search.search import StateGraph


@dataclass(frozen=True, slots=True)
class SoftLock:
    """A place where players stand who can no longer come to any ending."""

    scene: str
    state: int
    """The nearest such state, by its place in the search."""
    fatal: int
    """The last state on the way there from which an ending could still be reached."""
    picked: int
    """What was picked in it, by place among the pickings."""
    states: int
    """How many states of the place are lost."""


def final_states(found: StateGraph) -> dict[str, list[int]]:
    """The final states by ending, nearest first."""
    endings: dict[str, list[int]] = {}
    numbers = {
        number: instruction.scene
        for number, rest in enumerate(found.space.resting_points)
        if isinstance(instruction := found.space.control_flow.instruction(rest), End)
    }
    for state, place in enumerate(found.points):
        if place in numbers:
            endings.setdefault(numbers[place], []).append(state)
    return endings


def states_with_an_ending(found: StateGraph, finals: Iterable[int], has_circles: bool) -> bytearray:
    """For each state, 1 if some ending can be reached from it; where nothing goes round, sinks alone decide."""
    finals = list(finals)
    edges = found.edges
    sinks = sum(
        1
        for state, (low, high) in enumerate(pairwise(found.edge_bounds))
        if low == high or (edges[low] == state and set(edges[low:high]) == {state})
    )
    if not has_circles and sinks == len(finals):
        return bytearray(b"\1" * len(found.states))
    return can_reach(found, finals)


def can_reach(found: StateGraph, targets: Iterable[int]) -> bytearray:
    """For each state, 1 if one of the targets can be reached from it."""
    before, bounds = predecessors(found)
    reached = bytearray(len(found.states))
    waiting = list(targets)
    for state in waiting:
        reached[state] = 1
    while waiting:
        state = waiting.pop()
        for earlier in before[bounds[state] : bounds[state + 1]]:
            if not reached[earlier]:
                reached[earlier] = 1
                waiting.append(earlier)
    return reached


def predecessors(found: StateGraph) -> tuple[array[int], array[int]]:
    """Turn the transitions round: return the sources by target, and where each target's begin."""
    size = len(found.states)
    counts = array("Q", bytes(8 * (size + 1)))
    for target in found.edges:
        counts[target + 1] += 1
    for state in range(size):
        counts[state + 1] += counts[state]
    at = array("Q", counts)
    before = array("I", bytes(4 * len(found.edges)))
    bounds, edges = found.edge_bounds, found.edges
    for state in range(len(bounds) - 1):
        for target in edges[bounds[state] : bounds[state + 1]]:
            before[at[target]] = state
            at[target] += 1
    return before, counts


def soft_locks(found: StateGraph, hopeful: bytearray) -> tuple[SoftLock, ...]:
    """One soft lock for each place where players can stand without hope, the nearest first.

    Only places at the end of the line count: where nothing is on offer, or, if there are none, where players go round.
    """
    lost = [state for state in range(len(hopeful)) if not hopeful[state]]
    stuck = [state for state in lost if found.edge_bounds[state] == found.edge_bounds[state + 1]] or lost
    by_place: dict[int, list[int]] = {}
    for state in stuck:
        by_place.setdefault(found.states[state] & found.space.point_mask, []).append(state)
    return tuple(_soft_lock(found, hopeful, states) for states in by_place.values())


def _soft_lock(found: StateGraph, hopeful: bytearray, states: list[int]) -> SoftLock:
    nearest = states[0]
    fatal, picked = _last_chance(found, hopeful, nearest)
    return SoftLock(scene_of(found, nearest), nearest, fatal, picked, len(states))


def _last_chance(found: StateGraph, hopeful: bytearray, state: int) -> tuple[int, int]:
    last = state, 0
    for earlier, picked in found.path(state):
        if hopeful[earlier]:
            last = earlier, picked
    return last


def scene_of(found: StateGraph, state: int) -> str:
    """The scene or storylet a state rests in."""
    return found.space.scene_of_point(found.states[state] & found.space.point_mask)


def states_in(found: StateGraph, scene: str) -> list[int]:
    """Return the states that rest in a scene or storylet, nearest first."""
    rests = {number for number in range(len(found.space.resting_points)) if found.space.scene_of_point(number) == scene}
    return [state for state, place in enumerate(found.points) if place in rests]


def rests_of(found: StateGraph) -> Iterator[tuple[int, int]]:
    """Each rest that was reached, with the first state there."""
    mask = found.space.point_mask
    seen: set[int] = set()
    for state, packed in enumerate(found.states):
        place = packed & mask
        if place not in seen:
            seen.add(place)
            yield place, state
