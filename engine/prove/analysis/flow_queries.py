"""Where ways through a program meet, and where chance divides them."""

from __future__ import annotations

from typing import assert_never

from engine.expressions.language.terms import Roll
from engine.program import model
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint
from engine.prove.analysis.liveness import Liveness


def predecessor_counts(flow: ControlFlow, liveness: Liveness) -> dict[ProgramPoint, int]:
    """How many ways lead to each place where something that matters happens."""
    counts: dict[ProgramPoint, int] = {liveness.skip_dead(flow.entry): 1}
    for point, successors in flow.successors.items():
        if point == liveness.skip_dead(point):
            for successor in {liveness.skip_dead(successor) for successor in successors}:
                counts[successor] = counts.get(successor, 0) + 1
    return counts


def random_points(flow: ControlFlow, liveness: Liveness) -> set[ProgramPoint]:
    """The places from which a number that matters can be drawn before the next rest."""
    predecessors: dict[ProgramPoint, list[ProgramPoint]] = {}
    for point in flow.successors:
        for successor in _successors_in_turn(flow, point):
            predecessors.setdefault(successor, []).append(point)
    random: set[ProgramPoint] = set()
    worklist = [point for point in flow.successors if _draws(flow, liveness, point)]
    while worklist:
        point = worklist.pop()
        if point not in random:
            random.add(point)
            worklist.extend(predecessors.get(point, ()))
    return random


def cyclic_points(flow: ControlFlow) -> set[ProgramPoint]:
    """The places from which the story may come round to where it was without a rest."""
    predecessors: dict[ProgramPoint, list[ProgramPoint]] = {}
    out_degrees: dict[ProgramPoint, int] = {}
    for point in flow.successors:
        successors = set(_successors_in_turn(flow, point))
        out_degrees[point] = len(successors)
        for successor in successors:
            predecessors.setdefault(successor, []).append(point)
    worklist = [point for point, degree in out_degrees.items() if not degree]
    while worklist:
        for predecessor in predecessors.get(worklist.pop(), ()):
            out_degrees[predecessor] -= 1
            if not out_degrees[predecessor]:
                worklist.append(predecessor)
    return {point for point, degree in out_degrees.items() if degree}


def rank_within_turn(flow: ControlFlow) -> dict[ProgramPoint, int]:
    """A rank for every place, higher than those of all that lead to it in the same turn, but for circles."""
    ranks: dict[ProgramPoint, int] = {}
    entered: set[ProgramPoint] = set()
    for root in flow.successors:
        trail = [] if root in entered else [(root, iter(_successors_in_turn(flow, root)))]
        entered.add(root)
        while trail:
            point, following = trail[-1]
            fresh = next((each for each in following if each not in entered), None)
            if fresh is None:
                ranks[point] = len(flow.successors) - len(ranks)
                trail.pop()
            else:
                entered.add(fresh)
                trail.append((fresh, iter(_successors_in_turn(flow, fresh))))
    return ranks


def fallback_of(flow: ControlFlow, point: ProgramPoint) -> int:
    """Where an offer goes on when nothing is on offer; -1 if it rests, or is no offer."""
    offer = flow.instruction(point)
    return offer.otherwise if isinstance(offer, model.Offer) and not point.rules_pending else -1


def _successors_in_turn(flow: ControlFlow, point: ProgramPoint) -> tuple[ProgramPoint, ...]:
    """What can follow a place in the same turn."""
    if point.rules_pending or not isinstance(flow.instruction(point), model.Offer):
        return flow.successors[point]
    otherwise = fallback_of(flow, point)
    return () if otherwise < 0 else (ProgramPoint(otherwise, point.stack, False),)


def _draws(flow: ControlFlow, liveness: Liveness, point: ProgramPoint) -> bool:
    if point != liveness.skip_dead(point):
        return False
    match flow.instruction(point):
        case model.Random():
            return True
        case model.Set(statements):
            return any(isinstance(statement, Roll) for statement in statements)
        case model.Branch(condition):
            return liveness.is_nondeterministic(condition)
        case model.CheckRules() | model.Offer() if point.rules_pending:
            rules = (flow.program.rules[number] for number in flow.rules(point))
            return any(liveness.is_nondeterministic(rule.condition) for rule in rules)
        case model.Offer():
            return fallback_of(flow, point) >= 0 and liveness.followed is not None
        case model.CheckRules() | model.EnterScene() | model.Say() | model.Jump() | model.Go() | model.Call():
            return False
        case model.Return() | model.Back() | model.Ask() | model.End():
            return False
        case unknown:
            assert_never(unknown)
