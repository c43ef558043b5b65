"""Answers questions about the control-flow graph for code generation: joins, randomness, cycles, order, flags."""

from __future__ import annotations

from itertools import chain

from engine.expressions.language.symbols import TURNS, took_symbol
from engine.expressions.language.terms import Roll
from engine.program import model
from engine.prove.analysis.bit_layout import Bits, union
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint, reverse_postorder
from engine.prove.analysis.liveness import Liveness


def predecessor_counts(flow: ControlFlow, liveness: Liveness) -> dict[ProgramPoint, int]:
    """Return how many live predecessors each point has, where dead instructions are skipped."""
    counts: dict[ProgramPoint, int] = {liveness.first_live_point(flow.entry): 1}
    for point, successors in flow.successors.items():
        if point == liveness.first_live_point(point):
            for successor in {liveness.first_live_point(successor) for successor in successors}:
                counts[successor] = counts.get(successor, 0) + 1
    return counts


def random_points(flow: ControlFlow, liveness: Liveness) -> set[ProgramPoint]:
    """Return the points from which a live random value can be drawn before the next resting point.

    Backward reachability over the transitions of one turn.
    """
    predecessors: dict[ProgramPoint, list[ProgramPoint]] = {}
    for point in flow.successors:
        for successor in _successors_in_turn(flow, point):
            predecessors.setdefault(successor, []).append(point)
    random: set[ProgramPoint] = set()
    worklist = [point for point in flow.successors if _has_random_outcome(flow, liveness, point)]
    while worklist:
        point = worklist.pop()
        if point not in random:
            random.add(point)
            worklist.extend(predecessors.get(point, ()))
    return random


def cyclic_points(flow: ControlFlow) -> set[ProgramPoint]:
    """Return the points from which a cycle can be reached without passing a resting point.

    Points without such successors are removed until none is left (Kahn 1962, backwards).
    """
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
    """Return a rank for every point, higher than those of its predecessors in the same turn, but for back edges."""
    points = reverse_postorder(flow.successors, lambda point: _successors_in_turn(flow, point))
    return {point: rank for rank, point in enumerate(points, 1)}


def fallback_of(flow: ControlFlow, point: ProgramPoint) -> int:
    """Return the address an offer continues at when no choice is open; -1 if it waits then, or is no offer."""
    offer = flow.instruction(point)
    return offer.otherwise if isinstance(offer, model.Offer) and not point.rules_pending else -1


def has_constant_choice(flow: ControlFlow, point: ProgramPoint) -> bool:
    """Return whether an offer has a choice that is always open."""
    offer = flow.instruction(point)
    assert isinstance(offer, model.Offer)
    picks = (flow.program.choices[entry.choice] for entry in offer.entries if isinstance(entry, model.Pick))
    return any(choice.when is None and not choice.once for choice in picks)


def _successors_in_turn(flow: ControlFlow, point: ProgramPoint) -> tuple[ProgramPoint, ...]:
    """Return the successors of a point that are reached in the same turn."""
    if point.rules_pending or not isinstance(flow.instruction(point), model.Offer):
        return flow.successors[point]
    otherwise = fallback_of(flow, point)
    return () if otherwise < 0 else (ProgramPoint(otherwise, point.stack, False),)


def _has_random_outcome(flow: ControlFlow, liveness: Liveness, point: ProgramPoint) -> bool:
    """Return whether an instruction has several possible outcomes, by a draw or a nondeterministic condition."""
    if point != liveness.first_live_point(point):
        return False
    instruction = flow.instruction(point)
    if isinstance(instruction, model.CheckRules | model.Offer) and point.rules_pending:
        rules = (flow.program.rules[number] for number in flow.rules(point))
        return any(liveness.is_nondeterministic(rule.condition) for rule in rules)
    is_open_offer = fallback_of(flow, point) >= 0 and liveness.followed is not None
    is_open_branch = isinstance(instruction, model.Branch) and liveness.is_nondeterministic(instruction.condition)
    rolls = any(isinstance(statement, Roll) for statement in flow.statements[point.address])
    return is_open_offer or is_open_branch or rolls or isinstance(instruction, model.Random)


def redundant_flags(liveness: Liveness) -> frozenset[tuple[ProgramPoint, int]]:
    """Return the once-choices that change nothing live, lead back to their list, and leave a permanent choice there."""
    flow = liveness.flow
    read = _bits_read(flow, liveness)
    redundant: set[tuple[ProgramPoint, int]] = set()
    needed: set[int] = set()
    for point in flow.successors:
        if isinstance(flow.instruction(point), model.Offer) and not point.rules_pending:
            choices = _redundant_at(flow, liveness, point, read)
            redundant |= {(point, choice) for choice in choices}
            needed |= {picking.choice for picking in flow.pickings(point)} - choices
    return frozenset((point, choice) for point, choice in redundant if choice not in needed)


def _redundant_at(flow: ControlFlow, liveness: Liveness, point: ProgramPoint, read: Bits) -> set[int]:
    """Return the choices of a list whose flag nothing after this point can distinguish."""
    if not has_constant_choice(flow, point):
        return set()
    competing, turns = _competing_storylets(flow, point), liveness.table.cell_bits(TURNS)
    redundant: set[int] = set()
    for picking in flow.pickings(point):
        choice = flow.program.choices[picking.choice]
        flag = liveness.table.cell_bits(took_symbol(choice.address)) if choice.once else 0
        if choice.once and picking.choice not in competing and not read & flag:
            returns = liveness.first_live_point(picking.body) == point
            if returns and not liveness.live[picking.body] & turns:
                redundant.add(picking.choice)
    return redundant


def _competing_storylets(flow: ControlFlow, point: ProgramPoint) -> set[int]:
    """Return the storylets of decks that do not always show all they have, where one makes room for another."""
    offer = flow.instruction(point)
    assert isinstance(offer, model.Offer)
    decks = [entry for entry in offer.entries if isinstance(entry, model.DrawFrom)]
    return {choice for deck in decks if deck.limit < len(deck.choices) for choice in deck.choices}


def _bits_read(flow: ControlFlow, liveness: Liveness) -> Bits:
    """Return what any condition, statement, property or goal reads, but for the implicit guards of once-choices."""
    table = liveness.table
    goal_conditions = (condition for goals in liveness.goals.values() for _, condition in goals)
    read_by_conditions = union(map(table.read_by, chain(flow.conditions, goal_conditions)))
    read_by_statements = union(table.written_by(statement)[1] for statement in flow.all_statements)
    return liveness.queried | read_by_conditions | read_by_statements
