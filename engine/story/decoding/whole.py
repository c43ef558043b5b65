"""Finds the faults that show only when every file is read: repeated ids, equal choices, endings that go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.story.blocks import Block, PlacedName, Steps
from engine.story.messages.blocks import ending_goes_on, too_many_rules
from engine.story.messages.ids import repeated_choice, repeated_id
from engine.story.model import Scene, Story
from engine.story.references import target_of
from engine.story.walk import AddressedChoice, blocks_outside_lists, choices_within, parts_of

MOST_RULES = 100
"""Every one of them may watch every scene."""


def whole_faults(story: Story) -> Iterator[Diagnostic]:
    """Yield every fault that lies between the parts of a story rather than in one of them."""
    yield from _repeated_ids(story)
    if len(story.rules) > MOST_RULES:
        yield too_many_rules(story.rules[MOST_RULES].span, MOST_RULES)
    for part in parts_of(story):
        yield from _repeated_choices(part.body)
    for scene in story.scenes:
        yield from _after_ending(scene)


def _repeated_ids(story: Story) -> Iterator[Diagnostic]:
    scenes = [("scene", scene.id) for scene in story.scenes]
    yield from _repeats([*scenes, *(("storylet", storylet.id) for storylet in story.storylets)])
    variables = [("variable", variable.name) for variable in story.variables]
    yield from _repeats([*variables, *(("derived value", derived.name) for derived in story.derived)])
    yield from _repeats([("epigraph", epigraph.id) for epigraph in story.epigraphs])
    yield from _repeats([("note", note.id) for note in story.notes])


def _repeats(names: Iterable[tuple[str, PlacedName]]) -> Iterator[Diagnostic]:
    """Yield each name that is defined twice, at its second place, with both places."""
    first: dict[str, tuple[str, Span]] = {}
    for what, name in names:
        if name.text in first:
            yield repeated_id(name.span, name.text, *first[name.text])
        else:
            first[name.text] = (what, name.span)


def _repeated_choices(body: Block) -> Iterator[Diagnostic]:
    first: dict[str, AddressedChoice] = {}
    for addressed in choices_within(body):
        name = addressed.choice.id
        around = next((outer for outer in addressed.around if outer.id.text == name.text), None)
        twin = first.get(addressed.address)
        if not name.text:
            continue
        if around:
            yield repeated_choice(name.span, name.text, around.id.span)
        elif twin:
            yield repeated_choice(name.span, name.text, twin.choice.id.span)
        first.setdefault(addressed.address, addressed)


def _after_ending(scene: Scene) -> Iterator[Diagnostic]:
    """Yield whatever offers choices or goes on in a scene that is an ending."""
    if scene.ending is None:
        return
    for block in blocks_outside_lists(scene.body):
        if isinstance(block, Steps) and block.offering:
            yield ending_goes_on(block.offering.span, scene.ending.text, "offers choices")
        target = target_of(block)
        if target:
            yield ending_goes_on(target.span, scene.ending.text, "goes on")
