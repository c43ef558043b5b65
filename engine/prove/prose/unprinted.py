"""Find the pieces of prose no playthrough prints.

Walks show most pieces, value analysis rules others out, and a sliced search, in which the cells the remaining pieces
read are kept apart, settles the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.expressions.language.symbols import symbols_of
from engine.expressions.language.terms import Constant
from engine.program.model import Program
from engine.prove.analysis.control_flow import ControlFlow
from engine.prove.analysis.goals import Goal, prose_goals
from engine.prove.budget import Budget, BudgetSpentError
from engine.prove.prose.coverage import prose_coverage
from engine.prove.prose.directed_search import search_for_prose
from engine.prove.prose.random_walks import random_walker
from engine.prove.report import Report, UnreachedResult
from engine.prove.results.partial_report import limit_text
from engine.prove.results.statistics import possible_values
from engine.prove.search.reachability import can_reach
from engine.prove.search.search import explore, stop_reason
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.state_space import state_space
from engine.records import dataclass, replace

FEW = 20_000
"""States that a search for several pieces together may always have, beside three times those of the story."""
ALWAYS = Constant(1)


def with_prose(report: Report, graph: StateGraph, budget: Budget) -> Report:
    """Return a report that covers prose too; partial if some piece of it is not settled."""
    try:
        with budget.purpose("looking for prose that never prints"):
            slices = _search_prose(report, graph, budget)
    except (KeyboardInterrupt, BudgetSpentError, MemoryError) as stop:
        reason = report.reason or stop_reason(stop, budget)
        return replace(report, verdict="partial", reason=reason, limit=limit_text(budget))
    program = graph.space.program
    never = tuple(UnreachedResult("prose", goal.words, goal.span) for goal in _drop_parts(program, slices.never))
    extended = replace(report, never=(*report.never, *never), seconds=round(budget.seconds, 3))
    if slices.unsettled and report.verdict == "proved":
        return replace(extended, verdict="partial", reason="prose", limit=limit_text(budget))
    return extended


def _search_prose(report: Report, graph: StateGraph, budget: Budget) -> SliceResult:
    program = graph.space.program
    goals = tuple(_worth_asking(report, graph.space.control_flow, prose_goals(program)))
    possible = possible_values(graph, [goal.condition for goal in goals if goal.condition is not None])
    ruled_out = possible.unreachable_goals(goals)
    watcher = prose_coverage(program, (goal for goal in goals if goal not in ruled_out))
    walker = random_walker(graph, watcher)
    walker.take_every_choice()
    walker.walk_about()
    search_for_prose(walker, watcher.left)
    if graph.stop_reason:
        return SliceResult([goal for goal in goals if goal in ruled_out], list(watcher.left))
    slices = search_slices(program, watcher.left, budget, 3 * len(graph.states) + FEW)
    never = ruled_out.union(slices.never)
    return SliceResult([goal for goal in goals if goal in never], slices.unsettled)


def _worth_asking(report: Report, flow: ControlFlow, goals: Iterable[Goal]) -> Iterator[Goal]:
    """Yield the pieces that are not missing merely because their scene or choice is."""
    missing = {(unreached.kind, unreached.id) for unreached in report.never}
    choices = flow.program.choices
    lost = {
        number
        for number, choice in enumerate(choices)
        if ("scene", choice.scene) in missing or ("choice", choice.address) in missing
    }
    scenes = [scene for scene in flow.program.scenes if ("scene", scene.id) in missing]
    barred = {choices[number].body for number in lost} | {scene.start for scene in scenes}
    addresses = _reachable_addresses(flow, barred)
    for goal in goals:
        if goal.moment == "noted" or (goal.at in addresses if goal.moment == "run" else goal.at not in lost):
            yield goal


def _reachable_addresses(flow: ControlFlow, barred: set[int]) -> set[int]:
    """Return the addresses that some path of the control flow reaches without the barred ones."""
    seen, waiting = {flow.entry}, [flow.entry]
    while waiting:
        for place in flow.successors[waiting.pop()]:
            if place not in seen and place.address not in barred:
                seen.add(place)
                waiting.append(place)
    return {place.address for place in seen}


def _drop_parts(program: Program, goals: Iterable[Goal]) -> Iterator[Goal]:
    """Yield the pieces without the parts of a text that never prints as a whole."""
    whole: set[tuple[str, int]] = set()
    for goal in goals:
        key = goal.moment, goal.at
        if key not in whole:
            yield goal
        if goal.condition is None:
            whole.add(key)


@dataclass(slots=True)
class SliceResult:
    """The pieces of prose that never print, and those that a limit left open."""

    never: list[Goal]
    unsettled: list[Goal]


def search_slices(program: Program, goals: Sequence[Goal], budget: Budget, few: int) -> SliceResult:
    """Search for all pieces together while the states stay few, else for smaller groups that read the same."""
    verdicts = SliceResult([], [])
    prose = sorted((goal for goal in goals if goal.moment != "noted"), key=_reading)
    if prose:
        _settle(program, prose, budget, few, verdicts)
    for goal in goals:
        if goal.moment == "noted":
            _settle_note(program, goal, budget, verdicts)
    return verdicts


def _reading(goal: Goal) -> tuple[str, ...]:
    return tuple(sorted(symbols_of(goal.condition))) if goal.condition else ()


def _settle(program: Program, goals: list[Goal], budget: Budget, few: int, verdicts: SliceResult) -> None:
    space = state_space(program, goals=goals, budget=budget)
    graph = explore(
        space,
        budget,
        max_states=None if len(goals) == 1 else few,
        stop_when=lambda graph: len(space.reached_goals) == len(goals),
    )
    left = [goal for number, goal in enumerate(goals) if number not in space.reached_goals]
    if not left:
        return
    if not graph.stop_reason:
        verdicts.never += left
    elif len(goals) == 1 or graph.stop_reason != "states":
        verdicts.unsettled += left
    else:
        middle = (len(left) + 1) // 2
        for part in filter(None, (left[:middle], left[middle:])):
            _settle(program, part, budget, few, verdicts)


def _settle_note(program: Program, goal: Goal, budget: Budget, verdicts: SliceResult) -> None:
    """Settle a note: it prints at any rest after it has appeared, whether or not its condition still holds."""
    appears, holds = program.notes[goal.at].when or ALWAYS, goal.condition or ALWAYS
    graph = explore(state_space(program, (appears, holds), budget=budget), budget)
    has_appeared, prints = graph.space.predicate(appears), graph.space.predicate(holds)
    leads_there = can_reach(graph, (state for state, packed in enumerate(graph.states) if prints(packed)))
    if not any(leads_there[state] and has_appeared(packed) for state, packed in enumerate(graph.states)):
        (verdicts.unsettled if graph.stop_reason else verdicts.never).append(goal)
