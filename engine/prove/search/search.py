"""Explores a state space breadth first: every reachable state once, level by level."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from engine.prove.budget import Budget, BudgetSpentError
from engine.prove.search.codegen.choices import CLOSED
from engine.prove.search.codegen.compile import deep_recursion
from engine.prove.search.state_graph import CHUNK, StateGraph
from engine.prove.search.state_space import StateSpace

BATCH = 4096
"""How many states are expanded between two checks of the limits."""


def explore(
    space: StateSpace,
    budget: Budget,
    progress: Callable[[int, int], None] | None = None,
    stop_when: Callable[[StateGraph], bool] | None = None,
    max_states: int | None = None,
) -> StateGraph:
    """Search breadth first until every state is expanded, a limit is reached, or `stop_when` returns true.

    `max_states` limits this search alone, if it is below the limit of the budget. After every batch `progress` is
    called with the number of states expanded and the number reached, and `stop_when` with the graph.
    """
    graph = StateGraph(space, [state for state, _ in space.initial_states])
    graph.chunks.append((0, len(graph.states), 0))
    max_states = budget.caps.states if max_states is None else min(max_states, budget.caps.states)
    budget.begin_work("searching what can happen", lambda: _format_extent(graph))
    try:
        with deep_recursion():
            for _ in _expand_all(graph):
                is_enough = stop_when is not None and stop_when(graph)
                if graph.unexpanded:
                    graph.stop_reason = "states" if len(graph.states) > max_states else "enough" if is_enough else ""
                    budget.check()
                if progress is not None:
                    progress(graph.expanded, len(graph.states))
                if graph.stop_reason:
                    break
    except (KeyboardInterrupt, BudgetSpentError, MemoryError) as stop:
        graph.stop_reason = stop_reason(stop, budget)
        del graph.states[graph.chunks[-1][1] :]
    if graph.stop_reason == "states" and len(graph.states) > budget.caps.states:
        budget.record_limit("states")
    graph.endless_scenes = {space.scene_of(address) for address in space.divergent_addresses}
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


def _format_extent(graph: StateGraph) -> str:
    return f"{len(graph.states):,} states seen and {graph.unexpanded:,} not gone on from"


def _expand_all(graph: StateGraph) -> Iterator[None]:
    """Expand every state, level by level; yield after every batch."""
    seen = {CLOSED, *graph.states}
    while graph.unexpanded:
        end = graph.expanded + BATCH
        while graph.unexpanded and graph.expanded < end:
            _expand_chunk(graph, seen, end)
        yield


def _expand_chunk(graph: StateGraph, seen: set[int], end: int) -> None:
    """Expand some states of one level, up to the state numbered `end`."""
    states, moves, mask = graph.states, graph.space.moves, graph.space.point_mask
    first, reached, edge_count = graph.chunks[-1]
    if first == graph.levels[-1]:
        graph.levels.append(reached)
    last = min(first + CHUNK, graph.levels[-1], end)
    targets = [*chain.from_iterable([moves[state & mask](state) for state in states[first:last]])]
    new_states = [state for state in dict.fromkeys(targets) if state not in seen]
    seen.update(new_states)
    states += new_states
    graph.chunks.append((last, len(states), edge_count + len(targets) - targets.count(CLOSED)))
