"""Lists every name a story uses outside its expressions: where it goes, what it calls, which deck it draws from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from engine.story.blocks import AskStep, Block, CallStep, Draw, GoTo, Nothing, PlacedName, Series, Steps, Use
from engine.story.model import Scene, Story
from engine.story.promises import endings_in, scenes_in
from engine.story.walk import blocks_within, offers_within, parts_of, steps_within

Purpose = Literal["start", "go", "call", "use", "draw", "ask", "epigraph", "rule", "promise"]


@dataclass(frozen=True, slots=True)
class NameUse:
    name: PlacedName
    purpose: Purpose
    owner: str | None
    """The scene or storylet it is written in, if it is in one."""


def names_used(story: Story) -> Iterator[NameUse]:
    """Yield every reference by name; `go` includes bare names, `on` and `back`."""
    yield NameUse(story.start, "start", None)
    yield from (NameUse(name, "epigraph", None) for name in story.opening)
    yield from (NameUse(act.epigraph, "epigraph", None) for act in story.acts if act.epigraph)
    for part in parts_of(story):
        if isinstance(part, Scene) and part.epigraph:
            yield NameUse(part.epigraph, "epigraph", part.id.text)
        yield from names_within(part.body, part.id.text)
    yield from (NameUse(rule.go, "rule", None) for rule in story.rules)
    for promise in story.promises:
        yield from (NameUse(name, "promise", None) for name in (*scenes_in(promise), *endings_in(promise)))


def names_within(body: Block, owner: str | None) -> Iterator[NameUse]:
    """Yield the references written in one block."""
    for target in targets_within(body):
        yield NameUse(target, "go", owner)
    for step in steps_within(body):
        if isinstance(step, CallStep):
            yield NameUse(step.scene, "call", owner)
        if isinstance(step, AskStep):
            yield NameUse(step.into, "ask", owner)
    for offer in offers_within(body):
        if isinstance(offer, Use):
            yield NameUse(offer.scene, "use", owner)
        if isinstance(offer, Draw):
            yield NameUse(offer.deck, "draw", owner)


def targets_within(body: Block) -> Iterator[PlacedName]:
    """Yield where a block goes, `on` and `back` included."""
    for block in blocks_within(body):
        target = target_of(block)
        if target:
            yield target


def target_of(block: Block) -> PlacedName | None:
    """Return where a block itself goes, if it does."""
    match block:
        case GoTo(target):
            return target
        case Steps(go=go):
            return go.target if go else None
        case Nothing() | Series():
            return None
        case unknown:
            assert_never(unknown)
