"""Where ways through a program meet, and where chance divides them."""

from __future__ import annotations

from typing import assert_never

from engine.expressions.terms import Roll
from engine.program import model
from engine.prove.flow import Flow, Place
from engine.prove.relevance import Relevance


def ways_in(flow: Flow, relevance: Relevance) -> dict[Place, int]:
    """How many ways lead to each place where something that matters happens."""
    counts: dict[Place, int] = {relevance.settle(flow.first): 1}
    for place, after in flow.after.items():
        if place == relevance.settle(place):
            for following in {relevance.settle(one) for one in after}:
                counts[following] = counts.get(following, 0) + 1
    return counts


def drawing_places(flow: Flow, relevance: Relevance) -> set[Place]:
    """The places from which a number that matters can be drawn before the next rest."""
    before: dict[Place, list[Place]] = {}
    for place in flow.after:
        for following in _without_rest(flow, place):
            before.setdefault(following, []).append(place)
    found: set[Place] = set()
    waiting = [place for place in flow.after if _draws(flow, relevance, place)]
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting.extend(before.get(place, ()))
    return found


def circling_places(flow: Flow) -> set[Place]:
    """The places from which the story may come round to where it was without a rest."""
    before: dict[Place, list[Place]] = {}
    left: dict[Place, int] = {}
    for place in flow.after:
        following = set(_without_rest(flow, place))
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


def turn_order(flow: Flow) -> dict[Place, int]:
    """A rank for every place, higher than those of all that lead to it in the same turn, but for circles."""
    ranks: dict[Place, int] = {}
    entered: set[Place] = set()
    for root in flow.after:
        trail = [] if root in entered else [(root, iter(_without_rest(flow, root)))]
        entered.add(root)
        while trail:
            place, following = trail[-1]
            fresh = next((each for each in following if each not in entered), None)
            if fresh is None:
                ranks[place] = len(flow.after) - len(ranks)
                trail.pop()
            else:
                entered.add(fresh)
                trail.append((fresh, iter(_without_rest(flow, fresh))))
    return ranks


def otherwise_of(flow: Flow, place: Place) -> int:
    """Where an offer goes on when nothing is on offer; -1 if it rests, or is no offer."""
    offer = flow.instruction(place)
    return offer.otherwise if isinstance(offer, model.Offer) and not place.looking else -1


def _without_rest(flow: Flow, place: Place) -> tuple[Place, ...]:
    """What can follow a place in the same turn."""
    if place.looking or not isinstance(flow.instruction(place), model.Offer):
        return flow.after[place]
    otherwise = otherwise_of(flow, place)
    return () if otherwise < 0 else (Place(otherwise, place.stack, False),)


def _draws(flow: Flow, relevance: Relevance, place: Place) -> bool:
    if place != relevance.settle(place):
        return False
    match flow.instruction(place):
        case model.Random():
            return True
        case model.Set(statements):
            return any(isinstance(one, Roll) for one in statements)
        case model.Branch(condition):
            return relevance.is_open_question(condition)
        case model.Look() | model.Offer() if place.looking:
            rules = (flow.program.rules[number] for number in flow.rules(place))
            return any(relevance.is_open_question(rule.condition) for rule in rules)
        case model.Offer():
            return otherwise_of(flow, place) >= 0 and relevance.known is not None
        case model.Look() | model.Enter() | model.Say() | model.Jump() | model.Go() | model.Call():
            return False
        case model.Return() | model.Back() | model.Ask() | model.End():
            return False
        case unknown:
            assert_never(unknown)
