"""Holds the states that a search reached; computes their transitions and paths when they are asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, compress, pairwise
from operator import itemgetter

from engine.prove.search.codegen.choices import CLOSED
from engine.prove.search.codegen.compile import deep_recursion
from engine.prove.search.state_space import StateSpace
from engine.prove.search.topological_order import TopologicalOrder, reverse, topological_order
from engine.records import dataclass, field

NO_PARENT = 2**32 - 1
CHUNK = 256
"""How many states are expanded at once, and again to find the parent of one."""
DENSE = 16
"""A table that numbers states may have this many entries for each."""
ABORTING = frozenset({"memory", "time", "interrupted"})
"""The reasons that stop all work, not only one search."""


@dataclass(frozen=True, slots=True)
class Transitions:
    """The transitions of the expanded states, state by state."""

    edges: array[int]
    """The number of the state after each."""
    choices: array[int]
    """The choice of each, as an index into the pickings of the resting point."""
    bounds: array[int]
    """The transitions of state n are `edges[bounds[n]:bounds[n + 1]]`."""


@dataclass(slots=True)
class StateGraph:
    """The reachable states in breadth-first order; states are numbered in that order.

    The transitions are computed when they are first asked for. A path needs none of them.
    """

    space: StateSpace
    states: list[int] = field(default_factory=list)
    """By number, the encoded state."""
    levels: list[int] = field(default_factory=lambda: [0])
    """By distance from the start, in choices, the number of the first state."""
    chunks: list[tuple[int, int, int]] = field(default_factory=list)
    """After each chunk of the search, how many states were expanded, how many reached, and by how many transitions."""
    endless_scenes: set[str] = field(default_factory=set)
    """The scenes with a choice after which the story never waits for the player again."""
    stop_reason: str = ""
    """Why the search stopped early; empty if it reached every state."""
    open_endings: list[int] = field(default_factory=list)
    """By state, the endings reachable from it, a bit for each; empty until they are computed."""
    _points: array[int] = field(default_factory=lambda: array("I"))
    _transitions: Transitions | None = None
    _first_steps: tuple[array[int], array[int]] | None = None
    """By state, the number of its parent and the choice made there."""
    _order: TopologicalOrder | None = None
    _predecessors: tuple[array[int], array[int]] | None = None

    @property
    def points(self) -> array[int]:
        """Return the number of the resting point of every state."""
        if len(self._points) != len(self.states):
            mask = self.space.point_mask
            self._points = array("I", [state & mask for state in self.states])
        return self._points

    @property
    def transitions(self) -> Transitions:
        """Return the transitions, computed once."""
        if self._transitions is None:
            with deep_recursion():
                self._transitions = _take_transitions(self)
        return self._transitions

    @property
    def edges(self) -> array[int]:
        return self.transitions.edges

    @property
    def edge_choices(self) -> array[int]:
        return self.transitions.choices

    @property
    def edge_bounds(self) -> array[int]:
        return self.transitions.bounds

    @property
    def parents(self) -> array[int]:
        """Return the number of the state each was first reached from."""
        return self._steps[0]

    @property
    def parent_choices(self) -> array[int]:
        """Return the choice each state was first reached by."""
        return self._steps[1]

    @property
    def _steps(self) -> tuple[array[int], array[int]]:
        if self._first_steps is None:
            self._first_steps = _find_first_steps(self.transitions, self.chunks[0][1])
        return self._first_steps

    @property
    def order(self) -> TopologicalOrder:
        """Return the topological order, computed once; only meaningful when the search is complete."""
        if self._order is None:
            self._order = topological_order(self.edges, self.edge_bounds, len(self.space.initial_states))
        return self._order

    @property
    def predecessors(self) -> tuple[array[int], array[int]]:
        """Return the reversed transitions, computed once: the sources by target, and the bounds of each target's."""
        if self._predecessors is None:
            self._predecessors = reverse(self.edges, self.edge_bounds, len(self.states))
        return self._predecessors

    @property
    def is_aborted(self) -> bool:
        """Return whether no further search is to be started."""
        return self.stop_reason in ABORTING

    @property
    def expanded(self) -> int:
        """Return how many states were expanded: the first ones."""
        return self.chunks[-1][0]

    @property
    def unexpanded(self) -> int:
        """Return how many states were reached but not expanded."""
        return len(self.states) - self.expanded

    @property
    def edge_count(self) -> int:
        """Return how many transitions the expanded states have."""
        return self.chunks[-1][2]

    @property
    def depth(self) -> int:
        """Return the greatest distance from the start, in choices: that of the last state."""
        return self.distance(len(self.states) - 1)

    def distance(self, state: int) -> int:
        """Return the length of a shortest path to a state."""
        return bisect_right(self.levels, state) - 1

    def path(self, state: int) -> list[tuple[int, int]]:
        """Return a shortest path to a state, as pairs of a state's number and the choice made there."""
        steps: list[tuple[int, int]] = []
        with deep_recursion():
            while (step := self._step_to(state)) is not None:
                steps.append(step)
                state = step[0]
        steps.reverse()
        return steps

    def _step_to(self, state: int) -> tuple[int, int] | None:
        """Return the parent of a state and the choice made there; None for a state that a game can start in."""
        if self._first_steps is not None or self._transitions is not None:
            parent, choice = self.parents[state], self.parent_choices[state]
            return None if parent == NO_PARENT else (parent, choice)
        at = bisect_right(self.chunks, state, key=itemgetter(1))
        if not at:
            return None
        encoded = self.states[state]
        for parent in range(self.chunks[at - 1][0], self.chunks[at][0]):
            targets = self.space.moves[self.states[parent] & self.space.point_mask](self.states[parent])
            if encoded in targets:
                return parent, self.space.outcomes(self.states[parent])[0][targets.index(encoded)]
        raise LookupError(state)

    def successors(self, state: int) -> array[int]:
        """Return the numbers of the states one choice after a state."""
        return self.edges[self.edge_bounds[state] : self.edge_bounds[state + 1]]


def _take_transitions(graph: StateGraph) -> Transitions:
    """Expand the states again, and number the states after them."""
    space, mask, number_of = graph.space, graph.space.point_mask, _numbering(graph)
    edges, edge_choices, bounds = array("I"), array("H"), array("Q", [0])
    choices: Iterable[Sequence[int]]
    outcomes: Sequence[Sequence[int]]
    for first in range(0, graph.expanded, CHUNK):
        chunk = graph.states[first : min(first + CHUNK, graph.expanded)]
        if space.weighted_moves:
            choices, outcomes = zip(*map(space.outcomes, chunk), strict=True)
        else:
            outcomes = [space.moves[state & mask](state) for state in chunk]
            choices = map(range, map(len, outcomes))
        targets = [*chain.from_iterable(outcomes)]
        is_open = [target != CLOSED for target in targets]
        edge_choices.extend([*compress(chain.from_iterable(choices), is_open)])
        edges.extend([*map(number_of, compress(targets, is_open))])
        counts = [len(after) - after.count(CLOSED) for after in outcomes]
        bounds.extend(accumulate(counts, initial=bounds.pop()))
    return Transitions(edges, edge_choices, bounds)


def _numbering(graph: StateGraph) -> Callable[[int], int]:
    """Return a function from an encoded state to its number: of a table if the states are most of those encoded."""
    width = graph.space.encoding.width
    if 1 << width > DENSE * len(graph.states):
        return dict(zip(graph.states, range(len(graph.states)), strict=True)).__getitem__
    table = array("I", bytes(4 << width))
    for number, state in enumerate(graph.states):
        table[state] = number
    return table.__getitem__


def _find_first_steps(transitions: Transitions, initial: int) -> tuple[array[int], array[int]]:
    """Return the parent and the choice of every state: those of the first transition to it."""
    parents, choices = array("I", [NO_PARENT]) * initial, array("H", [0]) * initial
    for state, (low, high) in enumerate(pairwise(transitions.bounds)):
        for edge in range(low, high):
            if transitions.edges[edge] == len(parents):
                parents.append(state)
                choices.append(transitions.choices[edge])
    return parents, choices
