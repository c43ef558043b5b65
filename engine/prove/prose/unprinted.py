"""Which pieces of prose no playthrough prints: seen on walks, ruled out by values, or settled by another search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.program.model import Program
from engine.prove.analysis.control_flow import ControlFlow
from engine.prove.analysis.goals import Goal, prose_goals
from engine.prove.budget import Budget, BudgetSpent
from engine.prove.prose.coverage import prose_coverage
from engine.prove.prose.directed_search import search_for_prose
from engine.prove.prose.random_walks import random_walker
from engine.prove.prose.sliced_search import SliceResult, search_slices
from engine.prove.report import Report, UnreachedResult
from engine.prove.results.partial_report import limit_words
from engine.prove.results.statistics import possible_in
from engine.prove.search.search import StateGraph, stop_reason

FEW = 20_000
"""States a search for several pieces together may always have."""


def with_prose(report: Report, found: StateGraph, budget: Budget) -> Report:
    """A report that also tells of prose; partial if some piece of it is not settled."""
    try:
        with budget.purpose("looking for prose that never prints"):
            settled = _settled(report, found, budget)
    except (KeyboardInterrupt, BudgetSpent, MemoryError) as stop:
        reason = report.reason or stop_reason(stop, budget)
        return replace(report, verdict="partial", reason=reason, limit=limit_words(budget))
    program = found.space.program
    never = tuple(UnreachedResult("prose", goal.words, goal.span) for goal in _outermost(program, settled.never))
    told = replace(report, never=(*report.never, *never), seconds=round(budget.seconds, 3))
    if settled.unsettled and report.verdict == "proved":
        return replace(told, verdict="partial", reason="prose", limit=limit_words(budget))
    return told


def _settled(report: Report, found: StateGraph, budget: Budget) -> SliceResult:
    program = found.space.program
    goals = tuple(_worth_asking(report, found.space.control_flow, prose_goals(program)))
    possible = possible_in(found, [goal.condition for goal in goals if goal.condition is not None])
    ruled_out = possible.unreachable_goals(goals)
    watcher = prose_coverage(program, (goal for goal in goals if goal not in ruled_out))
    walker = random_walker(found, watcher)
    walker.take_every_choice()
    walker.walk_about()
    search_for_prose(walker, watcher.left)
    if found.stop_reason:
        return SliceResult([goal for goal in goals if goal in ruled_out], list(watcher.left))
    settled = search_slices(program, watcher.left, budget, 3 * len(found.states) + FEW)
    never = ruled_out.union(settled.never)
    return SliceResult([goal for goal in goals if goal in never], settled.unsettled)


def _worth_asking(report: Report, flow: ControlFlow, goals: Iterable[Goal]) -> Iterator[Goal]:
    """The pieces that are not missing only because their scene or choice is."""
    missing = {(found.kind, found.id) for found in report.never}
    choices = flow.program.choices
    lost = {
        number
        for number, choice in enumerate(choices)
        if ("scene", choice.scene) in missing or ("choice", choice.address) in missing
    }
    scenes = [scene for scene in flow.program.scenes if ("scene", scene.id) in missing]
    barred = {choices[number].body for number in lost} | {scene.start for scene in scenes}
    addresses = _addresses_without(flow, barred)
    for goal in goals:
        if goal.moment == "noted" or (goal.at in addresses if goal.moment == "run" else goal.at not in lost):
            yield goal


def _addresses_without(flow: ControlFlow, barred: set[int]) -> set[int]:
    """The addresses that are come to by some way around others."""
    seen, waiting = {flow.entry}, [flow.entry]
    while waiting:
        for place in flow.successors[waiting.pop()]:
            if place not in seen and place.address not in barred:
                seen.add(place)
                waiting.append(place)
    return {place.address for place in seen}


def _outermost(program: Program, goals: Iterable[Goal]) -> Iterator[Goal]:
    """Of a text that never prints, not its parts by themselves."""
    whole: set[tuple[str, int]] = set()
    for goal in goals:
        key = goal.moment, goal.at
        if key not in whole:
            yield goal
        if goal.condition is None:
            whole.add(key)
