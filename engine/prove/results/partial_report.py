"""Report on proofs that a limit ended: what was seen by then, without long computations."""

from __future__ import annotations

from engine.program.model import Program
from engine.prove.budget import Budget
from engine.prove.report import EndingResult, PromiseResult, Report
from engine.prove.results.promises import promise_result, scene_to_reach
from engine.prove.results.soft_locks import final_states, first_states, scene_of
from engine.prove.search.state_graph import StateGraph
from engine.records import replace


def report_without_states(program: Program, reason: str, budget: Budget) -> Report:
    """Return the report of a proof that ended before the first state."""
    endings = (scene for scene in program.scenes if scene.ending)
    return Report(
        verdict="partial",
        reason=reason,
        properties=_open_promises(program, frozenset(), reason),
        endings=tuple(EndingResult(scene.id, scene.ending, None, None, None) for scene in endings),
        seconds=round(budget.seconds, 3),
        limit=limit_text(budget),
    )


def report_of_partial_search(graph: StateGraph, budget: Budget) -> Report:
    """Return the report of a search of which only the states it saw are known."""
    program, finals = graph.space.program, final_states(graph)
    turns = {scene: graph.distance(states[0]) for scene, states in finals.items()}
    endings = (scene for scene in program.scenes if scene.ending)
    reached = frozenset(scene_of(graph, state) for state in first_states(graph))
    return replace(
        report_without_states(program, graph.stop_reason, budget),
        states=len(graph.states),
        transitions=graph.edge_count,
        depth=graph.depth,
        unexpanded=graph.unexpanded,
        properties=_open_promises(program, reached, graph.stop_reason),
        endless=tuple(sorted(graph.endless_scenes)),
        endings=tuple(EndingResult(scene.id, scene.ending, None, turns.get(scene.id), None) for scene in endings),
        shortest=min(turns.values(), default=None),
        bits_per_state=graph.space.encoding.width,
    )


def limit_text(budget: Budget) -> str:
    """Return which limit was reached; an empty text if none was."""
    return budget.limit_hit.sentence if budget.limit_hit else ""


def _open_promises(program: Program, reached: frozenset[str], reason: str) -> tuple[PromiseResult, ...]:
    """Return the promises, all open except that the scenes seen can be reached."""
    return tuple(
        promise_result(program, promise, True)
        if scene_to_reach(promise) in reached
        else promise_result(program, promise, None, f"the search stopped ({reason})")
        for promise in program.promises
    )
