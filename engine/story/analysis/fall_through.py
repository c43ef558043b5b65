"""Compute which blocks and scenes may fall through their end, which return from a call, and what is never run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from engine.records import dataclass, field
from engine.story.blocks import (
    AskStep,
    Block,
    CallStep,
    Choice,
    Draw,
    GoTo,
    Nothing,
    Offered,
    Offering,
    PlacedName,
    RandomStep,
    Series,
    SetStep,
    Step,
    Steps,
    TextStep,
    Use,
)
from engine.story.graph import READ_ALL, PartFacts, SceneLink, Unread, deck_key
from engine.story.model import Scene, Story, Storylet
from engine.story.walk import Part, blocks_within, parts_of, targets_within


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What is established so far about the scenes, storylets and decks that a block only names."""

    names: frozenset[str]
    """All that exist; any other name counts as returning, so that a wrong name is one mistake and not two."""
    falling_through: set[str] = field(default_factory=set)
    """Those whose own end may be reached."""
    returning: set[str] = field(default_factory=set)
    """Those from which a call may return otherwise: by `go: back`, or by going to a scene that returns."""

    def may_fall_through(self, name: str) -> bool:
        return name in self.falling_through or name not in self.names

    def may_return(self, name: str) -> bool:
        return self.may_fall_through(name) or name in self.returning


def falls_through(block: Block, outcomes: Outcomes) -> bool:
    """Return whether the end of a block may be reached; if that depends on the game, it may."""
    match block:
        case Nothing():
            return True
        case GoTo():
            return False
        case Series(blocks):
            return all(falls_through(inner, outcomes) for inner in blocks)
        case Steps(condition, otherwise=otherwise):
            if condition is not None and (otherwise is None or falls_through(otherwise, outcomes)):
                return True
            return all(move_falls_through(move, outcomes) for move in moves(block))
        case unknown:
            assert_never(unknown)


Move = Step | Offering | Block
"""One thing a mapping does."""


def moves(block: Steps) -> Iterator[Move]:
    """Yield what a mapping runs when its condition holds, in order."""
    yield from block.steps
    if block.offering is not None:
        yield block.offering
    if block.then is not None:
        yield block.then
    if block.go is not None:
        yield block.go


def move_falls_through(move: Move, outcomes: Outcomes) -> bool:
    """Return whether the end of one move of a mapping may be reached."""
    match move:
        case CallStep(scene):
            return outcomes.may_return(scene.text)
        case RandomStep(weighted):
            return any(falls_through(block, outcomes) for _, block in weighted)
        case Offering():
            return _hub_falls_through(move, outcomes) if move.is_hub else _list_falls_through(move, outcomes)
        case Nothing() | GoTo() | Series() | Steps():
            return falls_through(move, outcomes)
        case SetStep() | TextStep() | AskStep():
            return True
        case unknown:
            assert_never(unknown)


def entry_falls_through(entry: Offered, outcomes: Outcomes) -> bool:
    """Return whether a choice picked here may return to what follows the list."""
    match entry:
        case Choice(body=body):
            return falls_through(body, outcomes)
        case Use(scene):
            return outcomes.may_fall_through(scene.text)
        case Draw(deck):
            return outcomes.may_fall_through(deck_key(deck.text))
        case unknown:
            assert_never(unknown)


def always_offered(offering: Offering) -> Choice | None:
    """Return a choice that is on offer whenever its list is."""
    lasting = (entry for entry in offering.entries if isinstance(entry, Choice) and not entry.once)
    return next((choice for choice in lasting if choice.when is None), None)


def reachable_else(offering: Offering) -> Block | None:
    """Return the `else` of a list, if it can ever be taken."""
    return offering.otherwise if always_offered(offering) is None else None


def hub_exits(offering: Offering) -> Iterator[PlacedName]:
    """Yield every `on` that leaves this hub and no other."""
    bodies = [entry.body for entry in offering.entries if isinstance(entry, Choice)]
    for body in (*bodies, *([offering.otherwise] if offering.otherwise else ())):
        yield from hub_exits_within(body)


def hub_exits_within(block: Block) -> Iterator[PlacedName]:
    """Yield every `on` in a block that leaves a hub around it."""
    targets = targets_within(block, enters=lambda offering: not offering.is_hub)
    return (target for target in targets if target.text == "on")


def _list_falls_through(offering: Offering, outcomes: Outcomes) -> bool:
    if any(entry_falls_through(entry, outcomes) for entry in offering.entries):
        return True
    otherwise = reachable_else(offering)
    return otherwise is not None and falls_through(otherwise, outcomes)


def _hub_falls_through(offering: Offering, outcomes: Outcomes) -> bool:
    """Return whether a hub ends: by `go: on`, by its `else`, or, without one, when nothing is left on offer."""
    if any(True for _ in hub_exits(offering)):
        return True
    if offering.otherwise is None:
        return always_offered(offering) is None
    otherwise = reachable_else(offering)
    return otherwise is not None and falls_through(otherwise, outcomes)


def compute_outcomes(story: Story, links: Sequence[SceneLink], unread: Unread = READ_ALL) -> Outcomes:
    """Compute the least fixpoint, by a work list: a scene is visited again when one it names proves to return."""
    parts = {part.id.text: part for part in parts_of(story)}
    outcomes = Outcomes(frozenset({*parts, *(deck_key(storylet.deck.text) for storylet in story.storylets)}))
    links_from: dict[str, list[SceneLink]] = defaultdict(list)
    links_to: dict[str, list[str]] = defaultdict(list)
    for link in links:
        links_from[link.source].append(link)
        links_to[link.key].append(link.source)
    waiting = dict.fromkeys(parts)
    while waiting:
        name, _ = waiting.popitem()
        for key in _learn(parts[name], links_from[name], outcomes, unread.get(name)):
            waiting.update(dict.fromkeys(links_to[key]))
    return outcomes


def _learn(scene: Part, links: Sequence[SceneLink], outcomes: Outcomes, facts: PartFacts | None) -> set[str]:
    """Add to the outcomes what is now true of a scene; return the names that this changes."""
    keys = {scene.id.text}
    if isinstance(scene, Storylet):
        keys.add(deck_key(scene.deck.text))
    changes: set[str] = set()
    is_final = isinstance(scene, Scene) and scene.ending is not None
    is_learnt = is_final or keys <= outcomes.falling_through
    if not is_learnt and (facts.falls_through if facts else falls_through(scene.body, outcomes)):
        changes |= keys - outcomes.falling_through
        outcomes.falling_through.update(keys)
    if not keys <= outcomes.returning and any(_escapes(link, outcomes) for link in links):
        changes |= keys - outcomes.returning
        outcomes.returning.update(keys)
    return changes


def _escapes(link: SceneLink, outcomes: Outcomes) -> bool:
    """Return whether a call may return by this link, rather than by the scene's own end."""
    match link.kind:
        case "back":
            return True
        case "go":
            return outcomes.may_return(link.key)
        case "use" | "draw":
            return link.key in outcomes.returning
        case "call" | "on":
            return False
        case unknown:
            assert_never(unknown)


@dataclass(frozen=True, slots=True)
class UnreachableMove:
    """The first thing in a list that can never be run, and what stops the story before it."""

    stopper: Move
    move: Move
    is_then: bool
    """It is the `then` of the list that stops the story."""


def unreachable_moves(blocks: Iterable[Block], outcomes: Outcomes) -> Iterator[UnreachableMove]:
    """Yield the first unreachable move of every list of blocks and every mapping in a body."""
    for block in blocks:
        match block:
            case Series(inner):
                yield from _first_unreachable(inner, outcomes, None)
            case Steps():
                yield from _first_unreachable(tuple(moves(block)), outcomes, block.then)
            case Nothing() | GoTo():
                continue
            case unknown:
                assert_never(unknown)


def _first_unreachable(run: Sequence[Move], outcomes: Outcomes, then: Block | None) -> Iterator[UnreachableMove]:
    """Yield the first unreachable move, unless the move before it has one inside, which is then the one cause."""
    for move, after in pairwise(run):
        if not move_falls_through(move, outcomes):
            inside = unreachable_moves(blocks_within(move), outcomes) if isinstance(move, Series | Steps) else iter(())
            if next(inside, None) is None:
                yield UnreachableMove(_stopper(move, outcomes), after, isinstance(move, Offering) and after is then)
            return


def _stopper(move: Move, outcomes: Outcomes) -> Move:
    """Return the very step of a block that does not fall through."""
    while isinstance(move, Steps) and move.condition is None:
        move = next(inner for inner in moves(move) if not move_falls_through(inner, outcomes))
    return move
