"""How likely each ending is under a player who picks evenly: exactly.

Where no state comes round to itself the chances are whole numbers over one common denominator; a circle is solved as
a system of linear equations over fractions.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from engine.prove.search.search import StateGraph
from engine.prove.search.topological_order import TopologicalOrder

LARGEST_CIRCLE = 300
"""States; a larger circle is left unsolved."""
MOST_WITH_CIRCLES = 100_000
"""States; in a larger space with circles chances are not computed."""


NEVER = Fraction(0)


Chances = dict[int, Fraction]
"""How likely a game ends in each final state."""


def chances_of(found: StateGraph) -> Chances | None:
    """Compute the chances of a whole search; None where circles are too large or too many to solve."""
    order = found.order
    if not order.has_cycles and not found.space.weighted_points:
        return _whole_chances(found, order)
    if order.has_cycles and len(found.states) > MOST_WITH_CIRCLES:
        return None
    return _passed_down(found, order)


def _whole_chances(found: StateGraph, order: TopologicalOrder) -> dict[int, Fraction]:
    """Chances over one denominator: what every number of choices divides, to the power of the longest way."""
    counts = {len(targets) for targets in order.successors if targets}
    unit = lcm(*counts, *(weight.denominator for _, weight in found.space.initial_states)) ** (
        max(order.depth, default=0) + 1
    )
    shares = [0] * len(found.states)
    for number, (_, weight) in enumerate(found.space.initial_states):
        shares[number] = unit * weight.numerator // weight.denominator
    finals: dict[int, Fraction] = {}
    for state in order.acyclic_prefix:
        targets = order.successors[state]
        if not targets:
            finals[state] = Fraction(shares[state], unit)
            continue
        share = shares[state] // len(targets)
        for target in targets:
            shares[target] += share
        shares[state] = 0
    return finals


def _passed_down(found: StateGraph, order: TopologicalOrder) -> dict[int, Fraction] | None:
    shares: dict[int, Fraction] = {}
    for number, (_, weight) in enumerate(found.space.initial_states):
        shares[number] = shares.get(number, Fraction(0)) + weight
    finals: dict[int, Fraction] = {}
    for group in order.all_components():
        if len(group) > LARGEST_CIRCLE:
            return None
        arriving = {state: shares.pop(state, Fraction(0)) for state in group}
        visits = arriving if len(group) == 1 else _expected_visits(found, group, arriving)
        for state, expected in visits.items():
            _pass_on(found, state, expected, set(group), shares, finals)
    return finals


def _pass_on(
    found: StateGraph,
    state: int,
    expected: Fraction,
    group: set[int],
    shares: dict[int, Fraction],
    finals: dict[int, Fraction],
) -> None:
    moves = steps_of(found, state)
    if not moves:
        finals[state] = expected
    for target, chance in moves:
        if target not in group:
            shares[target] = shares.get(target, Fraction(0)) + expected * chance


def steps_of(found: StateGraph, state: int) -> list[tuple[int, Fraction]]:
    """The states after a state with their chances; steps to itself are left out and the rest made up to one."""
    targets = found.successors(state)
    weights = found.space.weights(found.states[state]) or [Fraction(1)] * len(targets)
    leaving = [(target, weight) for target, weight in zip(targets, weights, strict=True) if target != state]
    total = sum((weight for _, weight in leaving), Fraction(0))
    return [(target, weight / total) for target, weight in leaving]


def _expected_visits(found: StateGraph, group: tuple[int, ...], arriving: dict[int, Fraction]) -> dict[int, Fraction]:
    """How often each state of a circle is come to: `v = a + vP`; none if nothing ever leaves it.

    States are taken out one by one, those with the fewest ways through them first, and the ways joined (Grassmann,
    Taksar and Heyman 1985); then they are put back in turn.
    """
    within = set(group)
    leading: dict[int, dict[int, Fraction]] = {state: {} for state in group}
    coming: dict[int, dict[int, Fraction]] = {state: {} for state in group}
    for state in group:
        for to, chance in steps_of(found, state):
            if to in within:
                leading[state][to] = coming[to][state] = leading[state].get(to, NEVER) + chance
    visits, taken_out = dict(arriving), []
    while within:
        state = min(within, key=lambda one: (len(coming[one]) * len(leading[one]), one))
        within.remove(state)
        stays = leading[state].pop(state, NEVER)
        if stays == 1:
            return {}
        coming[state].pop(state, None)
        _join_ways(state, 1 / (1 - stays), leading, coming, visits)
        taken_out.append((state, 1 / (1 - stays)))
    for state, times in reversed(taken_out):
        visits[state] = times * sum((visits[one] * chance for one, chance in coming[state].items()), visits[state])
    return visits


def _join_ways(
    state: int,
    times: Fraction,
    leading: dict[int, dict[int, Fraction]],
    coming: dict[int, dict[int, Fraction]],
    visits: dict[int, Fraction],
) -> None:
    """Every way through a state becomes one past it; `times` is how often it is gone through at a stretch."""
    for to, chance in leading[state].items():
        onward = times * chance
        del coming[to][state]
        visits[to] += visits[state] * onward
        for one, before in coming[state].items():
            leading[one][to] = coming[to][one] = leading[one].get(to, NEVER) + before * onward
    for one in coming[state]:
        del leading[one][state]
