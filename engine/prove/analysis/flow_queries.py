"""Where ways through a program meet, and where chance divides them."""

from __future__ import annotations

from typing import assert_never

from engine.expressions.language.terms import Roll
from engine.program import model
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint
from engine.prove.analysis.liveness import Liveness


def predecessor_counts(flow: ControlFlow, relevance: Liveness) -> dict[ProgramPoint, int]:
    """How many ways lead to each place where something that matters happens."""
    counts: dict[ProgramPoint, int] = {relevance.skip_dead(flow.entry): 1}
    for place, after in flow.successors.items():
        if place == relevance.skip_dead(place):
            for following in {relevance.skip_dead(one) for one in after}:
                counts[following] = counts.get(following, 0) + 1
    return counts


def random_points(flow: ControlFlow, relevance: Liveness) -> set[ProgramPoint]:
    """The places from which a number that matters can be drawn before the next rest."""
    before: dict[ProgramPoint, list[ProgramPoint]] = {}
    for place in flow.successors:
        for following in _successors_in_turn(flow, place):
            before.setdefault(following, []).append(place)
    found: set[ProgramPoint] = set()
    waiting = [place for place in flow.successors if _draws(flow, relevance, place)]
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting.extend(before.get(place, ()))
    return found


def cyclic_points(flow: ControlFlow) -> set[ProgramPoint]:
    """The places from which the story may come round to where it was without a rest."""
    before: dict[ProgramPoint, list[ProgramPoint]] = {}
    left: dict[ProgramPoint, int] = {}
    for place in flow.successors:
        following = set(_successors_in_turn(flow, place))
        left[place] = len(following)
        for one in following:
            before.setdefault(one, []).append(place)
    waiting = [place for place, count in left.items() if not count]
    while waiting:
        for earlier in before.get(waiting.pop(), ()):
            left[earlier] -= 1
            if not left[earlier]:
                waiting.append(earlier)
    return {place for place, count in left.items() if count}


def rank_within_turn(flow: ControlFlow) -> dict[ProgramPoint, int]:
    """A rank for every place, higher than those of all that lead to it in the same turn, but for circles."""
    ranks: dict[ProgramPoint, int] = {}
    entered: set[ProgramPoint] = set()
    for root in flow.successors:
        trail = [] if root in entered else [(root, iter(_successors_in_turn(flow, root)))]
        entered.add(root)
        while trail:
            place, following = trail[-1]
            fresh = next((each for each in following if each not in entered), None)
            if fresh is None:
                ranks[place] = len(flow.successors) - len(ranks)
                trail.pop()
            else:
                entered.add(fresh)
                trail.append((fresh, iter(_successors_in_turn(flow, fresh))))
    return ranks


def fallback_of(flow: ControlFlow, place: ProgramPoint) -> int:
    """Where an offer goes on when nothing is on offer; -1 if it rests, or is no offer."""
    offer = flow.instruction(place)
    return offer.otherwise if isinstance(offer, model.Offer) and not place.rules_pending else -1


def _successors_in_turn(flow: ControlFlow, place: ProgramPoint) -> tuple[ProgramPoint, ...]:
    """What can follow a place in the same turn."""
    if place.rules_pending or not isinstance(flow.instruction(place), model.Offer):
        return flow.successors[place]
    otherwise = fallback_of(flow, place)
    return () if otherwise < 0 else (ProgramPoint(otherwise, place.stack, False),)


def _draws(flow: ControlFlow, relevance: Liveness, place: ProgramPoint) -> bool:
    if place != relevance.skip_dead(place):
        return False
    match flow.instruction(place):
        case model.Random():
            return True
        case model.Set(statements):
            return any(isinstance(one, Roll) for one in statements)
        case model.Branch(condition):
            return relevance.is_nondeterministic(condition)
        case model.CheckRules() | model.Offer() if place.rules_pending:
            rules = (flow.program.rules[number] for number in flow.rules(place))
            return any(relevance.is_nondeterministic(rule.condition) for rule in rules)
        case model.Offer():
            return fallback_of(flow, place) >= 0 and relevance.followed is not None
        case model.CheckRules() | model.EnterScene() | model.Say() | model.Jump() | model.Go() | model.Call():
            return False
        case model.Return() | model.Back() | model.Ask() | model.End():
            return False
        case unknown:
            assert_never(unknown)
