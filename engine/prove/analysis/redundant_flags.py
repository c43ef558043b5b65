"""Once-choices whose being used up nobody can tell: whether they were picked need not be kept."""

from __future__ import annotations

from engine.expressions.language.symbols import TURNS, took_symbol
from engine.program import model
from engine.program.queries import conditions_in, statements_in
from engine.prove.analysis.bit_layout import Bits
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint
from engine.prove.analysis.liveness import Liveness


def redundant_flags(relevance: Liveness) -> frozenset[tuple[ProgramPoint, int]]:
    """Once-choices that change nothing that matters, come back, and stand beside a choice always on offer."""
    flow = relevance.flow
    offers = [
        place
        for place in flow.successors
        if isinstance(flow.instruction(place), model.Offer) and not place.rules_pending
    ]
    asked = _bits_read(flow, relevance)
    found: dict[int, list[ProgramPoint] | None] = {}
    for place in offers:
        idle = _redundant_at(flow, relevance, place, asked)
        for picking in flow.pickings(place):
            places = found.setdefault(picking.choice, []) if picking.choice in idle else None
            if places is None:
                found[picking.choice] = None
            else:
                places.append(place)
    return frozenset((place, choice) for choice, places in found.items() for place in places or ())


def _redundant_at(flow: ControlFlow, relevance: Liveness, place: ProgramPoint, asked: Bits) -> set[int]:
    """The choices of a list whose being used up nobody can tell from what follows here."""
    if not _has_constant_choice(flow, place):
        return set()
    rationed = _competing_storylets(flow, place)
    counting = relevance.table.cell_bits(TURNS)
    idle: set[int] = set()
    for picking in flow.pickings(place):
        choice = flow.program.choices[picking.choice]
        taken = relevance.table.cell_bits(took_symbol(choice.address)) if choice.once else 0
        if choice.once and picking.choice not in rationed and not asked & taken:
            comes_back = relevance.skip_dead(picking.body) == place
            if comes_back and not relevance.live[picking.body] & counting:
                idle.add(picking.choice)
    return idle


def _competing_storylets(flow: ControlFlow, place: ProgramPoint) -> set[int]:
    """The storylets of decks that do not always show all they have: there one makes room for another."""
    offer = flow.instruction(place)
    assert isinstance(offer, model.Offer)
    decks = [entry for entry in offer.entries if isinstance(entry, model.DrawFrom)]
    return {choice for deck in decks if deck.limit < len(deck.choices) for choice in deck.choices}


def _bits_read(flow: ControlFlow, relevance: Liveness) -> Bits:
    """What any condition, statement, property or goal reads; that a choice can be picked once does not count."""
    read, program = relevance.table.read_by, flow.program
    asked = relevance.queried
    for term in conditions_in(program):
        asked |= read(term)
    for statement in statements_in(program):
        asked |= relevance.table.written_by(statement)[1]
    for goals in relevance.goals.values():
        for _, condition in goals:
            asked |= read(condition)
    return asked


def _has_constant_choice(flow: ControlFlow, place: ProgramPoint) -> bool:
    offer = flow.instruction(place)
    assert isinstance(offer, model.Offer)
    picks = [flow.program.choices[entry.choice] for entry in offer.entries if isinstance(entry, model.Pick)]
    return any(choice.when is None and not choice.once for choice in picks)
