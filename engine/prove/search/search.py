"""Explores a state space breadth first: every reachable state once, its shortest path, and every transition."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.prove.budget import Budget, BudgetSpentError
from engine.prove.search.codegen.compile import deep_recursion
from engine.prove.search.state_space import StateSpace
from engine.prove.search.topological_order import TopologicalOrder, topological_order

NO_PARENT = 2**32 - 1
BATCH = 4096
"""How many states are expanded between two checks of the limits."""
ABORTING = frozenset({"memory", "time", "interrupted"})
"""The reasons that stop all work, not only one search."""


@dataclass(slots=True)
class StateGraph:
    """The reachable states in breadth-first order, with their transitions; states are numbered in that order."""

    space: StateSpace
    states: list[int] = field(default_factory=list)
    """By number, the encoded state."""
    parents: array[int] = field(default_factory=lambda: array("I"))
    """The number of the state each was first reached from."""
    parent_choices: array[int] = field(default_factory=lambda: array("H"))
    """The choice each was first reached by, as an index into the pickings of the parent's resting point."""
    edges: array[int] = field(default_factory=lambda: array("I"))
    """The targets of all transitions, state by state."""
    edge_choices: array[int] = field(default_factory=lambda: array("H"))
    """The choice of each transition."""
    edge_bounds: array[int] = field(default_factory=lambda: array("Q", [0]))
    """The transitions of state n are `edges[edge_bounds[n]:edge_bounds[n + 1]]`."""
    endless_scenes: set[str] = field(default_factory=set)
    """The scenes with a choice after which the story never waits for the player again."""
    stop_reason: str = ""
    """Why the search stopped early; empty if it reached every state."""
    seconds: float = 0.0
    _order: TopologicalOrder | None = None
    _points: list[int] = field(default_factory=list)

    @property
    def points(self) -> list[int]:
        """Return the number of the resting point of every state."""
        if len(self._points) != len(self.states):
            mask = self.space.point_mask
            self._points = [state & mask for state in self.states]
        return self._points

    @property
    def order(self) -> TopologicalOrder:
        """Return the topological order, computed once; only meaningful when the search is complete."""
        if self._order is None:
            self._order = topological_order(self.edges, self.edge_bounds)
        return self._order

    @property
    def is_aborted(self) -> bool:
        """Return whether no further search is to be started."""
        return self.stop_reason in ABORTING

    @property
    def unexpanded(self) -> int:
        """Return how many states were reached but not expanded."""
        return len(self.states) - (len(self.edge_bounds) - 1)

    @property
    def depth(self) -> int:
        """Return the greatest distance from the start, in choices: that of the last state."""
        return len(self.path(len(self.states) - 1)) if self.states else 0

    def path(self, state: int) -> list[tuple[int, int]]:
        """Return a shortest path to a state, as pairs of a state's number and the choice made there."""
        steps: list[tuple[int, int]] = []
        while self.parents[state] != NO_PARENT:
            steps.append((self.parents[state], self.parent_choices[state]))
            state = self.parents[state]
        steps.reverse()
        return steps

    def successors(self, state: int) -> array[int]:
        """Return the numbers of the states one choice after a state."""
        return self.edges[self.edge_bounds[state] : self.edge_bounds[state + 1]]


def explore(
    space: StateSpace,
    budget: Budget,
    progress: Callable[[int, int], None] | None = None,
    stop_when: Callable[[], bool] | None = None,
    max_states: int | None = None,
) -> StateGraph:
    """Search breadth first until every state is expanded, a limit is reached, or `stop_when` returns true.

    `max_states` limits this search alone, if it is below the limit of the budget. `progress` is called after every
    batch with the number of states expanded and the number reached.
    """
    graph = StateGraph(space)
    start = budget.seconds
    max_states = budget.caps.states if max_states is None else min(max_states, budget.caps.states)
    budget.begin_work("searching what can happen", lambda: _format_extent(graph))
    numbers = _add_initial_states(graph)
    try:
        with deep_recursion():
            while graph.unexpanded and not graph.stop_reason:
                _expand(graph, numbers, len(graph.edge_bounds) - 1)
                if graph.unexpanded:
                    graph.stop_reason = _check_limits(graph, max_states, stop_when)
                    budget.check()
                if progress is not None:
                    progress(len(graph.edge_bounds) - 1, len(graph.states))
    except (KeyboardInterrupt, BudgetSpentError, MemoryError) as stop:
        graph.stop_reason = stop_reason(stop, budget)
        _drop_unfinished(graph)
    if graph.stop_reason == "states" and len(graph.states) > budget.caps.states:
        budget.record_limit("states")
    graph.endless_scenes = {space.scene_of(address) for address in space.divergent_addresses}
    graph.seconds = budget.seconds - start
    return graph


def stop_reason(stop: BaseException, budget: Budget) -> str:
    """Return why the whole proof ends; raise `stop` again if it ends only one share of the work."""
    if isinstance(stop, MemoryError):
        return budget.record_out_of_memory().limit
    if isinstance(stop, KeyboardInterrupt):
        return "interrupted"
    if isinstance(stop, BudgetSpentError) and not stop.scope:
        return budget.record(stop.limit_hit).limit
    raise stop


def _add_initial_states(graph: StateGraph) -> dict[int, int]:
    """Add the states a game can start in; return the numbers of all states, by encoded state."""
    numbers: dict[int, int] = {}
    for state, _ in graph.space.initial_states:
        numbers[state] = len(graph.states)
        graph.states.append(state)
        graph.parents.append(NO_PARENT)
        graph.parent_choices.append(0)
    return numbers


def _format_extent(graph: StateGraph) -> str:
    return f"{len(graph.states):,} states seen and {graph.unexpanded:,} not gone on from"


def _check_limits(graph: StateGraph, max_states: int, stop_when: Callable[[], bool] | None) -> str:
    """Return why a search stops here; empty if it continues."""
    if len(graph.states) > max_states:
        return "states"
    return "enough" if stop_when is not None and stop_when() else ""


def _expand(graph: StateGraph, numbers: dict[int, int], first: int) -> None:
    """Expand a batch of states; their transitions are appended together at the end, which is faster."""
    states, moves, mask = graph.states, graph.space.moves, graph.space.point_mask
    add_state, add_parent, add_choice = states.append, graph.parents.append, graph.parent_choices.append
    count, bounds, bound = len(states), [], graph.edge_bounds[-1]
    all_choices: list[int] = []
    all_targets: list[int] = []
    for number in range(first, first + BATCH):
        if number == count:
            break
        state = states[number]
        choices, targets = moves[state & mask](state)[:2]
        for target in targets:
            if target not in numbers:
                numbers[target] = count
                count += 1
                add_state(target)
                add_parent(number)
                add_choice(choices[targets.index(target)])
        all_choices += choices
        all_targets += targets
        bound += len(targets)
        bounds.append(bound)
    graph.edges.extend(map(numbers.__getitem__, all_targets))
    graph.edge_choices.extend(all_choices)
    graph.edge_bounds.extend(bounds)


def _drop_unfinished(graph: StateGraph) -> None:
    """Drop the half-recorded batch in which the search was interrupted."""
    del graph.edges[graph.edge_bounds[-1] :]
    del graph.edge_choices[graph.edge_bounds[-1] :]
    complete = min(len(graph.states), len(graph.parents), len(graph.parent_choices))
    del graph.states[complete:]
    del graph.parents[complete:]
    del graph.parent_choices[complete:]
