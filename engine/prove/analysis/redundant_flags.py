"""Finds once-choices whose flag no later condition can distinguish, so that it need not be held in a state."""

from __future__ import annotations

from itertools import chain

from engine.expressions.language.symbols import TURNS, took_symbol
from engine.program import model
from engine.prove.analysis.bit_layout import Bits, union
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint
from engine.prove.analysis.flow_queries import has_constant_choice
from engine.prove.analysis.liveness import Liveness


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
