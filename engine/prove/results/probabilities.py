"""Compute the exact probability of each ending under a player who picks evenly: a Markov chain over rational numbers.

Without cycles the probabilities are integers over one common denominator, propagated in topological order; a strongly
connected component is solved as a system of linear equations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import chain, compress, count, pairwise
from math import lcm

from engine.prove.search.reachability import core
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.topological_order import TopologicalOrder
from engine.scc import strongly_connected_components

LARGEST_COMPONENT = 300
"""States; a larger strongly connected component is left unsolved."""
MOST_STATES_WITH_CYCLES = 100_000
"""States; in a larger space with cycles no probabilities are computed."""
ZERO = Fraction(0)

Chances = dict[int, Fraction]
"""The probability of each final state."""


def chances_of(graph: StateGraph) -> Chances | None:
    """Compute the probability of each final state; None where components are too large or too many to solve."""
    order = graph.order
    if not order.has_cycles:
        return _propagate_fractions(graph, ()) if graph.space.weighted_moves else _propagate_integers(graph, order)
    if len(graph.states) > MOST_STATES_WITH_CYCLES or len(core(graph)) > LARGEST_COMPONENT:
        return None
    components = strongly_connected_components(order.edges, order.bounds, compress(count(), order.remainder))
    if max(map(len, components)) > LARGEST_COMPONENT:
        return None
    return _propagate_fractions(graph, reversed(components))


def _propagate_integers(graph: StateGraph, order: TopologicalOrder) -> dict[int, Fraction]:
    """Propagate integer shares of one denominator, so large that every division by a number of choices is exact."""
    edges, bounds = order.edges, order.bounds
    counts = {high - low for low, high in pairwise(bounds)} - {0}
    unit = lcm(*counts, *(weight.denominator for _, weight in graph.space.initial_states)) ** (
        max(order.depth, default=0) + 1
    )
    shares = [0] * len(graph.states)
    for number, (_, weight) in enumerate(graph.space.initial_states):
        shares[number] = unit * weight.numerator // weight.denominator
    finals: dict[int, Fraction] = {}
    for state in order.acyclic_prefix:
        targets = edges[bounds[state] : bounds[state + 1]]
        if not targets:
            finals[state] = Fraction(shares[state], unit)
            continue
        share = shares[state] // len(targets)
        for target in targets:
            shares[target] += share
        shares[state] = 0
    return finals


def _propagate_fractions(graph: StateGraph, components: Iterable[Sequence[int]]) -> dict[int, Fraction]:
    """Propagate probabilities through the acyclic prefix and the components after it, in topological order."""
    shares, finals = defaultdict[int, Fraction](Fraction), dict[int, Fraction]()
    for number, (_, weight) in enumerate(graph.space.initial_states):
        shares[number] += weight
    for component in chain(zip(graph.order.acyclic_prefix), components):
        visits = {state: shares.pop(state, ZERO) for state in component}
        if len(component) > 1:
            visits = _expected_visits(graph, component, visits)
        for state, expected in visits.items():
            steps = steps_of(graph, state)
            if not steps:
                finals[state] = expected
            for target, chance in steps:
                if target not in visits:
                    shares[target] += expected * chance
    return finals


def steps_of(graph: StateGraph, state: int) -> list[tuple[int, Fraction]]:
    """Return the successors of a state with their probabilities, self-loops removed and the rest scaled to one."""
    targets = graph.successors(state)
    weights = graph.space.weights(graph.states[state]) or [Fraction(1)] * len(targets)
    leaving = [(target, weight) for target, weight in zip(targets, weights, strict=True) if target != state]
    total = sum((weight for _, weight in leaving), ZERO)
    return [(target, weight / total) for target, weight in leaving]


def _expected_visits(graph: StateGraph, component: Sequence[int], arriving: dict[int, Fraction]) -> dict[int, Fraction]:
    """Solve `v = a + vP` for the expected visits of each state of a component; empty if nothing ever leaves it.

    States are eliminated one by one, those with the fewest paths through them first, and the paths joined (Grassmann,
    Taksar and Heyman 1985); then the values are substituted back in reverse order.
    """
    remaining = set(component)
    outgoing: dict[int, dict[int, Fraction]] = {state: {} for state in component}
    incoming: dict[int, dict[int, Fraction]] = {state: {} for state in component}
    for state in component:
        for target, chance in steps_of(graph, state):
            if target in remaining:
                outgoing[state][target] = incoming[target][state] = outgoing[state].get(target, ZERO) + chance
    visits, eliminated = dict(arriving), []
    while remaining:
        state = min(remaining, key=lambda source: (len(incoming[source]) * len(outgoing[source]), source))
        remaining.remove(state)
        stays = outgoing[state].pop(state, ZERO)
        if stays == 1:
            return {}
        incoming[state].pop(state, None)
        _bypass_state(state, 1 / (1 - stays), outgoing, incoming, visits)
        eliminated.append((state, 1 / (1 - stays)))
    for state, visits_in_a_row in reversed(eliminated):
        visits[state] = visits_in_a_row * sum(
            (visits[other] * chance for other, chance in incoming[state].items()), visits[state]
        )
    return visits


def _bypass_state(
    state: int,
    visits_in_a_row: Fraction,
    outgoing: dict[int, dict[int, Fraction]],
    incoming: dict[int, dict[int, Fraction]],
    visits: dict[int, Fraction],
) -> None:
    """Replace every path through a state by a direct transition, and give the visits of the state to its successors."""
    for target, chance in outgoing[state].items():
        onward = visits_in_a_row * chance
        del incoming[target][state]
        visits[target] += visits[state] * onward
        for source, before in incoming[state].items():
            outgoing[source][target] = incoming[target][source] = outgoing[source].get(target, ZERO) + before * onward
    for source in incoming[state]:
        del outgoing[source][state]
