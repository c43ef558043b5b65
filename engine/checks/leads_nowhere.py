"""A choice or a scene ends and nothing follows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.records import dataclass, replace
from engine.story.analysis.entry_modes import EntryMode
from engine.story.analysis.fall_through import Move, Outcomes, hub_exits, move_falls_through, moves, reachable_else
from engine.story.analysis.story_analysis import StoryAnalysis
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
from engine.story.model import Scene
from engine.story.walk import Part

EndKind = Literal["choice", "scene", "storylet", "else", "use", "draw", "on"]


@dataclass(frozen=True, slots=True)
class FallThroughEnd:
    """One place where a scene falls through its end."""

    kind: EndKind
    span: Span
    if_condition_fails: bool = False
    """Only when the `if` of its last step does not hold."""


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every place where a scene that `go` leads to at the top level falls through."""
    for scene in analysis.read_parts:
        name = scene.id.text
        if EntryMode.GONE_TO in analysis.entry_modes[name] and name in analysis.outcomes.falling_through:
            yield from _scene_faults(scene, analysis)


def _scene_faults(scene: Part, analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    owner = FallThroughEnd("scene" if isinstance(scene, Scene) else "storylet", scene.id.span)
    reported = set()
    for end in _fall_through_ends(scene.body, owner, analysis.outcomes):
        if end.span not in reported:
            reported.add(end.span)
            yield Diagnostic("leads-nowhere", _message(end), end.span, _help(end))


def _message(end: FallThroughEnd) -> str:
    match end.kind:
        case "on":
            return "`go: on` leaves the hub, and nothing follows it"
        case "use":
            return "a choice used here goes on with what follows this list, and nothing does"
        case "draw":
            return "a storylet drawn here goes on with what follows this list, and nothing does"
        case kind:
            place = "`else`" if kind == "else" else kind
            when = " when its last `if` does not hold" if end.if_condition_fails else ""
            return f"this {place} leads nowhere{when}"


def _help(end: FallThroughEnd) -> str:
    if end.if_condition_fails:
        return "give the `if` an `else`, or say what follows with `then:` or `go:`"
    if end.kind == "scene":
        return "end it with `go:` and a scene, or make it an ending with `ending:`"
    if end.kind == "choice":
        return "name a scene after it, or give its list a `then:`"
    return "say what follows with `then:` or `go:`"


def _fall_through_ends(block: Block, owner: FallThroughEnd, outcomes: Outcomes) -> Iterator[FallThroughEnd]:
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
                yield from _fall_through_ends(otherwise, owner, outcomes)
            elif condition is not None:
                yield replace(owner, if_condition_fails=True)
        case unknown:
            assert_never(unknown)


def _last_ends(run: tuple[Move, ...], owner: FallThroughEnd, outcomes: Outcomes) -> Iterator[FallThroughEnd]:
    """Yield the ends of the last move of a sequence: only it can fall through, and only if it is reachable."""
    if not run:
        yield owner
    elif all(move_falls_through(move, outcomes) for move in run[:-1]):
        yield from _move_ends(run[-1], owner, outcomes)


def _move_ends(move: Move, owner: FallThroughEnd, outcomes: Outcomes) -> Iterator[FallThroughEnd]:
    match move:
        case Nothing() | GoTo() | Series() | Steps():
            yield from _fall_through_ends(move, owner, outcomes)
        case RandomStep(weighted):
            for _, block in weighted:
                yield from _fall_through_ends(block, owner, outcomes)
        case Offering():
            yield from _offering_ends(move, outcomes)
        case CallStep(scene) if scene.text not in outcomes.names:
            return
        case CallStep() | SetStep() | TextStep() | AskStep():
            if move_falls_through(move, outcomes):
                yield owner
        case unknown:
            assert_never(unknown)


def _offering_ends(offering: Offering, outcomes: Outcomes) -> Iterator[FallThroughEnd]:
    """Yield the ends of a list; a hub ends by `go: on` and by its `else`, since using it up is left to the proofs."""
    if offering.is_hub:
        yield from (FallThroughEnd("on", leaving.span) for leaving in hub_exits(offering))
    else:
        yield from _entry_ends(offering, outcomes)
    otherwise = reachable_else(offering)
    if otherwise is not None:
        yield from _fall_through_ends(otherwise, FallThroughEnd("else", otherwise.span), outcomes)


def _entry_ends(offering: Offering, outcomes: Outcomes) -> Iterator[FallThroughEnd]:
    for entry in offering.entries:
        match entry:
            case Choice(body=body, span=span):
                yield from _fall_through_ends(body, FallThroughEnd("choice", span), outcomes)
            case Use(scene, span):
                yield from [FallThroughEnd("use", span)] if scene.text in outcomes.falling_through else ()
            case Draw(deck, span=span):
                yield from [FallThroughEnd("draw", span)] if deck_key(deck.text) in outcomes.falling_through else ()
            case unknown:
                assert_never(unknown)
