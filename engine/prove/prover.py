"""Explores the whole state space of a story and reports what can happen, what cannot, and which promises hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from engine.gc_pause import gc_paused
from engine.program.model import Offer, Program
from engine.prove.analysis.control_flow import control_flow
from engine.prove.analysis.goals import Goal, scene_goals
from engine.prove.background import Work, run_in_background
from engine.prove.budget import Budget, BudgetSpentError
from engine.prove.report import EndingResult, Report, UnreachedResult
from engine.prove.results.early_findings import EarlyFindings
from engine.prove.results.idle_turns import IdleTurns, idle_turns
from engine.prove.results.partial_report import limit_text, report_of_partial_search, report_without_states
from engine.prove.results.path_lengths import PathLengths, path_lengths
from engine.prove.results.playthroughs import playthroughs_of
from engine.prove.results.probabilities import Chances, chances_of
from engine.prove.results.promises import (
    BrokenPromises,
    SearchResult,
    conditions_of,
    independent_promises,
    scene_to_reach,
    settle,
)
from engine.prove.results.soft_locks import (
    final_states,
    first_states,
    scene_of,
    soft_locks,
    states_in,
)
from engine.prove.results.statistics import (
    borrowed_scenes,
    choices_offered,
    constant_guards,
    measure_space,
    multipliers,
    range_results,
    scenes_passed_through,
)
from engine.prove.search.search import explore, stop_reason
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.state_space import StateSpace, state_space
from engine.prove.witnesses.guided_games import witness_of
from engine.prove.witnesses.witness import Witness
from engine.records import replace

Progress = Callable[[int, int], None]
LARGE_PROGRAM = 500
"""In instructions; for a larger program, what does not depend on the search runs in a second process."""
LARGE_SPACE = 10_000
"""In states; a larger space is measured in a second process while probabilities are computed."""


def prove(program: Program, budget: Budget | None = None, progress: Progress | None = None) -> Report:
    """Prove a program, within a budget of states, memory and time.

    Raises:
        TooManyPointsError: calls go too deep, or unfold into too many program points.
    """
    return prove_graph(program, budget, progress)[0]


def prove_graph(
    program: Program, budget: Budget | None = None, progress: Progress | None = None
) -> tuple[Report, StateGraph | None]:
    """Prove a program; return the report and the explored graph, or None if work ended before the first state."""
    budget = budget or Budget()
    try:
        with gc_paused():
            space = story_state_space(program, budget)
            conditions = conditions_of(program)
            is_long = len(program.code) >= LARGE_PROGRAM and not all(map(space.decides, conditions.values()))
            watch = EarlyFindings(BrokenPromises(space, conditions, budget), budget) if budget.on_finding else None
            with run_in_background(
                lambda: sorted(independent_promises(program, budget)), is_long
            ) as independent_proofs:
                graph = explore(space, budget, progress, watch)
                return _report_within_budget(graph, budget, independent_proofs), graph
    except (KeyboardInterrupt, BudgetSpentError, MemoryError) as stop:
        return report_without_states(program, stop_reason(stop, budget), budget), None


def story_state_space(program: Program, budget: Budget | None = None) -> StateSpace:
    """Return the state space in which a story is proved."""
    return state_space(program, goals=scenes_without_rest(program).values(), budget=budget)


def scenes_without_rest(program: Program) -> dict[str, Goal]:
    """Return goals for the scenes in which no game waits for the player; the search must watch them."""
    goals, code = scene_goals(program), control_flow(program).code
    for scene in program.scenes:
        if scene.ending or any(isinstance(instruction, Offer) for instruction in code[scene.start : scene.end]):
            del goals[scene.id]
    return goals


def _report_within_budget(graph: StateGraph, budget: Budget, independent_proofs: Work) -> Report:
    """Return the full report; if a limit ends the analysis of the graph, only what the search itself showed."""
    for _ in range(1 if graph.is_aborted else 2):
        try:
            return _compute_report(graph, scenes_without_rest(graph.space.program), budget, independent_proofs)
        except (KeyboardInterrupt, BudgetSpentError, MemoryError) as stop:
            graph.stop_reason = stop_reason(stop, budget)
    with budget.suspended():
        return report_of_partial_search(graph, budget)


def _compute_report(graph: StateGraph, goals: dict[str, Goal], budget: Budget, independent_proofs: Work) -> Report:
    is_large = len(graph.states) >= LARGE_SPACE and not graph.is_aborted
    with run_in_background(lambda: measure_space(graph), is_large) as measures:
        results = _compute_results(graph, goals, budget, independent_proofs)
        sizes = {"reached": [], "multipliers": multipliers(graph)} if graph.is_aborted else measures()
    return replace(
        results,
        seconds=round(budget.seconds, 3),
        limit=limit_text(budget) if results.verdict == "partial" else "",
        ranges=range_results(graph.space.program, sizes["reached"]),
        variables=tuple((symbol, times) for symbol, times in sizes["multipliers"]),
    )


def _compute_results(graph: StateGraph, goals: dict[str, Goal], budget: Budget, independent_proofs: Work) -> Report:
    """Return the report without its time and without what is measured in a second process."""
    budget.begin_work("reckoning what follows from the search", lambda: f"{len(graph.states):,} states")
    is_complete, finals = not graph.stop_reason, final_states(graph)
    chances = _probabilities_within_budget(graph, budget) if is_complete else None
    idle = idle_turns(graph) if is_complete else IdleTurns()
    lengths = path_lengths(graph, idle) if is_complete else PathLengths([], bytearray())
    reached, cut_short = _find_reached_scenes(graph, goals, budget)
    search_result = SearchResult(graph, reached, lengths, independent_proofs)
    properties = settle(graph.space.program, search_result, budget)
    unsettled = "promises" if any(promise.holds is None for promise in properties) else ""
    reason = graph.stop_reason or cut_short or unsettled or budget.exhausted
    report = replace(
        report_of_partial_search(graph, budget),
        verdict="partial" if reason else "proved",
        reason=reason,
        properties=properties,
        endings=tuple(_ending_results(graph, finals, chances)),
    )
    if not is_complete:
        return report
    endings = [state for states in finals.values() for state in states]
    listed, seen = choices_offered(graph)
    entered = reached.keys() | borrowed_scenes(graph, listed)
    never = () if cut_short else tuple(_unreached_results(graph.space.program, entered, seen))
    return replace(
        _with_playthroughs(report, graph, idle, lengths, endings),
        never=never,
        soft_locks=tuple(soft_locks(graph, len(endings))),
        guards=constant_guards(graph, listed, seen),
    )


def _with_playthroughs(
    report: Report, graph: StateGraph, idle: IdleTurns, lengths: PathLengths, endings: list[int]
) -> Report:
    """Return the report of a complete search with the number of playthroughs and the length of the longest."""
    is_endless = lengths.has_cycle_before(endings)
    playthroughs = None if is_endless else playthroughs_of(graph, idle, endings)
    return replace(report, playthroughs=playthroughs, is_endless=is_endless, longest=lengths.longest_to(endings))


def _probabilities_within_budget(graph: StateGraph, budget: Budget) -> Chances | None:
    """Return the probability of every state; None if a limit ends their computation."""
    try:
        return chances_of(graph)
    except BudgetSpentError as spent:
        stop_reason(spent, budget)
        return None


def _find_reached_scenes(
    graph: StateGraph, goals: dict[str, Goal], budget: Budget
) -> tuple[dict[str, Witness | None], str]:
    """Return the scenes that can be entered, and why the search for those passed through was cut short."""
    reached = _scenes_of_states(graph, goals)
    if graph.stop_reason:
        return reached, ""
    passing, cut_short = scenes_passed_through(graph, set(reached), budget)
    return reached | dict.fromkeys(passing), cut_short


def _scenes_of_states(graph: StateGraph, goals: dict[str, Goal]) -> dict[str, Witness | None]:
    space = graph.space
    reached: dict[str, Witness | None] = {}
    promised_scenes = {scene_to_reach(promise) for promise in space.program.promises}
    for state in first_states(graph):
        scene = scene_of(graph, state)
        if scene not in reached:
            states = states_in(graph, scene) if scene in promised_scenes else []
            reached[scene] = witness_of(graph, states) if states else None
    for number, scene in enumerate(goals):
        if number in space.reached_goals:
            reached.setdefault(scene, None)
    return reached


def _unreached_results(program: Program, reached: set[str], seen: set[tuple[int, bool]]) -> Iterator[UnreachedResult]:
    for scene in program.scenes:
        if scene.id not in reached:
            yield UnreachedResult("scene", scene.id, scene.span)
    for number, choice in enumerate(program.choices):
        if (number, True) not in seen and choice.scene in reached:
            yield UnreachedResult("choice", choice.address, choice.span)


def _ending_results(graph: StateGraph, finals: dict[str, list[int]], chances: Chances | None) -> Iterator[EndingResult]:
    for scene in graph.space.program.scenes:
        if scene.ending:
            states = finals.get(scene.id, [])
            least = graph.distance(states[0]) if states else None
            witness = witness_of(graph, states) if states else None
            yield EndingResult(scene.id, scene.ending, _probability_of_states(chances, states), least, witness)


def _probability_of_states(chances: Chances | None, states: list[int]) -> Fraction | None:
    if chances is None:
        return None
    return sum((chances.get(state, Fraction(0)) for state in states), Fraction(0))
