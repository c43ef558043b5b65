"""Finds once-choices whose flag no later condition can distinguish, so that it need not be held in a state."""

from __future__ import annotations

from engine.expressions.language.symbols import TURNS, took_symbol
from engine.program import model
from engine.program.queries import conditions_in, statements_in
from engine.prove.analysis.bit_layout import Bits
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint
from engine.prove.analysis.liveness import Liveness


def redundant_flags(liveness: Liveness) -> frozenset[tuple[ProgramPoint, int]]:
    """Return the once-choices that change nothing live, lead back to their list, and leave a permanent choice there."""
    flow = liveness.flow
    offers = [
        point
        for point in flow.successors
        if isinstance(flow.instruction(point), model.Offer) and not point.rules_pending
    ]
    read = _bits_read(flow, liveness)
    offers_of: dict[int, list[ProgramPoint] | None] = {}
    for point in offers:
        redundant = _redundant_at(flow, liveness, point, read)
        for picking in flow.pickings(point):
            points = offers_of.setdefault(picking.choice, []) if picking.choice in redundant else None
            if points is None:
                offers_of[picking.choice] = None
            else:
                points.append(point)
    return frozenset((point, choice) for choice, points in offers_of.items() for point in points or ())


def _redundant_at(flow: ControlFlow, liveness: Liveness, point: ProgramPoint, read: Bits) -> set[int]:
    """Return the choices of a list whose flag nothing after this point can distinguish."""
    if not _has_constant_choice(flow, point):
        return set()
    competing = _competing_storylets(flow, point)
    turns = liveness.table.cell_bits(TURNS)
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
    read_by, program = liveness.table.read_by, flow.program
    bits = liveness.queried
    for term in conditions_in(program):
        bits |= read_by(term)
    for statement in statements_in(program):
        bits |= liveness.table.written_by(statement)[1]
    for goals in liveness.goals.values():
        for _, condition in goals:
            bits |= read_by(condition)
    return bits


def _has_constant_choice(flow: ControlFlow, point: ProgramPoint) -> bool:
    offer = flow.instruction(point)
    assert isinstance(offer, model.Offer)
    picks = [flow.program.choices[entry.choice] for entry in offer.entries if isinstance(entry, model.Pick)]
    return any(choice.when is None and not choice.once for choice in picks)
