"""Settles what walks have not shown: a search of its own in which what those pieces of prose read is kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.expressions.language.symbols import symbols_of
from engine.expressions.language.terms import Constant, Term
from engine.program.model import Program
from engine.prove.analysis.goals import Goal
from engine.prove.budget import Budget
from engine.prove.search.search import StateGraph, explore
from engine.prove.search.state_space import state_space

ALWAYS = Constant(1)


@dataclass(slots=True)
class SliceResult:
    """What became of some pieces of prose."""

    never: list[Goal]
    unsettled: list[Goal]


def search_slices(program: Program, goals: Sequence[Goal], budget: Budget, few: int) -> SliceResult:
    """Together while the states stay few, else in ever smaller groups that read the same."""
    settled = SliceResult([], [])
    printed = sorted((goal for goal in goals if goal.moment != "noted"), key=_reading)
    if printed:
        _settle(program, printed, budget, few, settled)
    for goal in goals:
        if goal.moment == "noted":
            _settle_note(program, goal, budget, settled)
    return settled


def _reading(goal: Goal) -> tuple[str, ...]:
    return tuple(sorted(symbols_of(goal.condition))) if goal.condition else ()


def _settle(program: Program, goals: list[Goal], budget: Budget, few: int, settled: SliceResult) -> None:
    space = state_space(program, goals=goals, budget=budget)
    found = explore(
        space,
        budget,
        max_states=None if len(goals) == 1 else few,
        stop_when=lambda: len(space.reached_goals) == len(goals),
    )
    left = [goal for number, goal in enumerate(goals) if number not in space.reached_goals]
    if not left:
        return
    if not found.stop_reason:
        settled.never += left
    elif len(goals) == 1 or found.stop_reason != "states":
        settled.unsettled += left
    else:
        middle = (len(left) + 1) // 2
        for part in (left[:middle], left[middle:]):
            if part:
                _settle(program, part, budget, few, settled)


def _settle_note(program: Program, goal: Goal, budget: Budget, settled: SliceResult) -> None:
    """A page prints at any rest after it has appeared, whether or not its condition still holds."""
    appears, holds = program.notes[goal.at].when or ALWAYS, goal.condition or ALWAYS
    found = explore(state_space(program, (appears, holds), budget=budget), budget)
    if _holds_after(found, appears, holds):
        return
    (settled.unsettled if found.stop_reason else settled.never).append(goal)


def _holds_after(found: StateGraph, first: Term, then: Term) -> bool:
    """Some state where one condition holds is followed by one, or is one, where another does."""
    has_appeared, holds = found.space.predicate(first), found.space.predicate(then)
    waiting = [state for state, packed in enumerate(found.states) if has_appeared(packed)]
    met = bytearray(len(found.states))
    for state in waiting:
        met[state] = 1
    while waiting:
        state = waiting.pop()
        if holds(found.states[state]):
            return True
        for target in found.successors(state) if state < len(found.edge_bounds) - 1 else ():
            if not met[target]:
                met[target] = 1
                waiting.append(target)
    return False
