"""Walk through a story in the order it was written: its blocks, its choices with their addresses, its steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never, cast

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


@dataclass(frozen=True, slots=True)
class BodyContents:
    """What is written in the body of a scene or storylet, each in the order written."""

    blocks: tuple[Block, ...]
    """Each before those inside it."""
    steps: tuple[Step, ...]
    offerings: tuple[Offering, ...]
    offers: tuple[Offered, ...]
    """Every entry of every list: choices, `use` and `draw`."""
    choices: tuple[AddressedChoice, ...]
    """Each before those in its body; `use` and `draw` are not followed."""
    targets: tuple[tuple[PlacedName, bool], ...]
    """Where a block goes, `on` and `back` included, and whether it goes there from the body of a choice."""


def contents_of(part: Part) -> BodyContents:
    """Return what is written in a scene or storylet, for which it is walked through once."""
    if not part.memo:
        part.memo.append(_collect(part.body))
    return cast(BodyContents, part.memo[0])


def _collect(body: Block) -> BodyContents:
    blocks, choices, targets = list[Block](), list[AddressedChoice](), list[tuple[PlacedName, bool]]()
    waiting: list[tuple[Block, AddressedChoice | None]] = [(body, None)]
    while waiting:
        block, owner = waiting.pop()
        if owner and owner.choice.body is block:
            choices.append(owner)
        blocks.append(block)
        if target := target_of(block):
            targets.append((target, owner is not None))
        if isinstance(block, Series | Steps):
            inside = [(inner, _address(choice, owner) if choice else owner) for choice, inner in _inner_blocks(block)]
            waiting += inside[::-1]
    steps = [block for block in blocks if isinstance(block, Steps)]
    offerings = tuple(block.offering for block in steps if block.offering)
    return BodyContents(
        tuple(blocks),
        tuple(step for block in steps for step in block.steps),
        offerings,
        tuple(offer for offering in offerings for offer in offering.entries),
        tuple(choices),
        tuple(targets),
    )


def _address(choice: Choice, owner: AddressedChoice | None) -> AddressedChoice:
    if owner is None:
        return AddressedChoice(choice, choice.id.text, ())
    return AddressedChoice(choice, f"{owner.address}.{choice.id.text}", (*owner.around, owner.choice))


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


def targets_within(body: Block, enters: Callable[[Offering], bool]) -> Iterator[PlacedName]:
    """Yield where a block goes, in the same order, but not what is inside a list it does not enter."""
    return (target for block in blocks_within(body, enters) if (target := target_of(block)))


def choices_of(story: Story) -> Iterator[tuple[Part, AddressedChoice]]:
    """Yield every choice of the story and the scene or storylet it is written in; labels of storylets are left out."""
    for part in parts_of(story):
        for addressed in contents_of(part).choices:
            yield part, addressed


def _inner_blocks(block: Block, enters: Callable[[Offering], bool] | None = None) -> list[tuple[Choice | None, Block]]:
    """Return the blocks directly inside one, in order; each with the choice whose body it is, if it is one."""
    if not isinstance(block, Steps):
        return [(None, inner) for inner in block.blocks] if isinstance(block, Series) else []
    inner_blocks: list[tuple[Choice | None, Block]] = []
    for step in block.steps:
        if isinstance(step, RandomStep):
            inner_blocks += [(None, inner) for _, inner in step.weighted]
    offering = block.offering
    if offering and (enters is None or enters(offering)):
        inner_blocks += [(entry, entry.body) for entry in offering.entries if isinstance(entry, Choice)]
        if offering.otherwise:
            inner_blocks.append((None, offering.otherwise))
    inner_blocks += [(None, inner) for inner in (block.then, block.otherwise) if inner]
    return inner_blocks
