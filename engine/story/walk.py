"""Walk through a story in the order it was written: its blocks, its choices with their addresses, its steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from engine.records import dataclass
from engine.story.blocks import (
    Block,
    Choice,
    GoTo,
    Nothing,
    Offered,
    Offering,
    PlacedName,
    RandomStep,
    Series,
    Step,
    Steps,
)
from engine.story.model import Scene, Story, Storylet

Part = Scene | Storylet
"""Whatever has an id, visits and a body."""


@dataclass(frozen=True, slots=True)
class AddressedChoice:
    """A choice and its address."""

    choice: Choice
    address: str
    """`outer.inner`, within its scene or storylet."""
    around: tuple[Choice, ...]
    """The choices whose bodies it is in, the outermost first."""


def parts_of(story: Story) -> tuple[Part, ...]:
    """Return every scene, then every storylet."""
    return (*story.scenes, *story.storylets)


def parts_by_act(story: Story) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    """Return the parts under the title of their act; those without one come first, under an empty title."""
    titles = [("", None), *((act.title, number) for number, act in enumerate(story.acts))]
    grouped = ((title, tuple(part for part in parts_of(story) if part.act == number)) for title, number in titles)
    return tuple((title, parts) for title, parts in grouped if parts)


def blocks_within(block: Block, enters: Callable[[Offering], bool] | None = None) -> Iterator[Block]:
    """Yield a block and every block in it, each before those inside it, but none inside a list it does not enter."""
    waiting = [block]
    while waiting:
        block = waiting.pop()
        yield block
        if isinstance(block, Series | Steps):
            waiting += [inner for _, inner in _inner_blocks(block, enters)][::-1]


def choices_within(block: Block, around: tuple[Choice, ...] = ()) -> Iterator[AddressedChoice]:
    """Yield every choice written in a block, each before those in its body; `use` and `draw` are not followed."""
    for choice, inner in _inner_blocks(block):
        if choice:
            yield AddressedChoice(choice, ".".join(part.id.text for part in (*around, choice)), around)
        yield from choices_within(inner, (*around, choice) if choice else around)


def offerings_within(block: Block) -> Iterator[Offering]:
    """Yield every `choices` and `hub` list written in a block."""
    for inner in blocks_within(block):
        if isinstance(inner, Steps) and inner.offering:
            yield inner.offering


def offers_within(block: Block) -> Iterator[Offered]:
    """Yield every entry of every list written in a block: choices, `use` and `draw`."""
    for offering in offerings_within(block):
        yield from offering.entries


def steps_within(block: Block) -> Iterator[Step]:
    """Yield every step written in a block."""
    for inner in blocks_within(block):
        if isinstance(inner, Steps):
            yield from inner.steps


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


def targets_within(body: Block, enters: Callable[[Offering], bool] | None = None) -> Iterator[PlacedName]:
    """Yield where a block goes, `on` and `back` included, in the same order."""
    for block in blocks_within(body, enters):
        if target := target_of(block):
            yield target


def marked_targets(body: Block) -> Iterator[tuple[PlacedName, bool]]:
    """Yield where a block goes in the same order, and whether it goes there from the body of a choice."""
    waiting = [(body, False)]
    while waiting:
        block, in_choice = waiting.pop()
        if target := target_of(block):
            yield target, in_choice
        waiting += [(inner, in_choice or choice is not None) for choice, inner in _inner_blocks(block)][::-1]


def choices_of(story: Story) -> Iterator[tuple[Part, AddressedChoice]]:
    """Yield every choice of the story and the scene or storylet it is written in; labels of storylets are left out."""
    for part in parts_of(story):
        for addressed in choices_within(part.body):
            yield part, addressed


def _inner_blocks(
    block: Block, enters: Callable[[Offering], bool] | None = None
) -> Iterator[tuple[Choice | None, Block]]:
    """Yield the blocks directly inside one, in order; each with the choice whose body it is, if it is one."""
    if isinstance(block, Series):
        for inner in block.blocks:
            yield None, inner
    if not isinstance(block, Steps):
        return
    for step in block.steps:
        if isinstance(step, RandomStep):
            for _, inner in step.weighted:
                yield None, inner
    if block.offering and (enters is None or enters(block.offering)):
        yield from _offering_blocks(block.offering)
    for inner_block in (block.then, block.otherwise):
        if inner_block:
            yield None, inner_block


def _offering_blocks(offering: Offering) -> Iterator[tuple[Choice | None, Block]]:
    for entry in offering.entries:
        if isinstance(entry, Choice):
            yield entry, entry.body
    if offering.otherwise:
        yield None, offering.otherwise
