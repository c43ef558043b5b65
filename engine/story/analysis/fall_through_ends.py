"""Finds where a scene falls through its own end: the choices, lists and steps that nothing in the scene follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, assert_never

from engine.diagnostics.span import Span
from engine.story.analysis.fall_through import Move, Outcomes, hub_exits, move_falls_through, moves, reachable_else
from engine.story.blocks import (
    AskStep,
    Block,
    CallStep,
    Choice,
    Draw,
    GoTo,
    Nothing,
    Offering,
    RandomStep,
    Series,
    SetStep,
    Steps,
    TextStep,
    Use,
)
from engine.story.graph import deck_key

Loose = Literal["choice", "scene", "storylet", "else", "use", "draw", "on"]


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """One place where a scene falls through its end."""

    what: Loose
    span: Span
    unless: bool = False
    """Only when the `if` of its last step does not hold."""


def loose_ends(block: Block, owner: LooseEnd, outcomes: Outcomes) -> Iterator[LooseEnd]:
    """Yield every place where a block falls through.

    Each is named by the innermost choice or list entry it is written in, else by `owner`.
    """
    match block:
        case Nothing():
            yield owner
        case GoTo():
            return
        case Series(blocks):
            yield from _last_ends(blocks, owner, outcomes)
        case Steps(condition, otherwise=otherwise):
            yield from _last_ends(tuple(moves(block)), owner, outcomes)
            if otherwise is not None:
                yield from loose_ends(otherwise, owner, outcomes)
            elif condition is not None:
                yield replace(owner, unless=True)
        case unknown:
            assert_never(unknown)


def _last_ends(run: tuple[Move, ...], owner: LooseEnd, outcomes: Outcomes) -> Iterator[LooseEnd]:
    """Yield the ends of the last move of a sequence: only it can fall through, and only if it is reachable."""
    if not run:
        yield owner
    elif all(move_falls_through(move, outcomes) for move in run[:-1]):
        yield from _move_ends(run[-1], owner, outcomes)


def _move_ends(move: Move, owner: LooseEnd, outcomes: Outcomes) -> Iterator[LooseEnd]:
    match move:
        case Nothing() | GoTo() | Series() | Steps():
            yield from loose_ends(move, owner, outcomes)
        case RandomStep(weighted):
            for _, block in weighted:
                yield from loose_ends(block, owner, outcomes)
        case Offering():
            yield from _offering_ends(move, outcomes)
        case CallStep(scene) if scene.text not in outcomes.names:
            return
        case CallStep() | SetStep() | TextStep() | AskStep():
            if move_falls_through(move, outcomes):
                yield owner
        case unknown:
            assert_never(unknown)


def _offering_ends(offering: Offering, outcomes: Outcomes) -> Iterator[LooseEnd]:
    """Yield the ends of a list; a hub ends by `go: on` and by its `else`, since using it up is left to the proofs."""
    if offering.is_hub:
        yield from (LooseEnd("on", leaving.span) for leaving in hub_exits(offering))
    else:
        yield from _entry_ends(offering, outcomes)
    otherwise = reachable_else(offering)
    if otherwise is not None:
        yield from loose_ends(otherwise, LooseEnd("else", otherwise.span), outcomes)


def _entry_ends(offering: Offering, outcomes: Outcomes) -> Iterator[LooseEnd]:
    for entry in offering.entries:
        match entry:
            case Choice(body=body, span=span):
                yield from loose_ends(body, LooseEnd("choice", span), outcomes)
            case Use(scene, span):
                yield from [LooseEnd("use", span)] if scene.text in outcomes.falling_through else ()
            case Draw(deck, span=span):
                yield from [LooseEnd("draw", span)] if deck_key(deck.text) in outcomes.falling_through else ()
            case unknown:
                assert_never(unknown)
