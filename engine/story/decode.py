"""Decode the files of a story into a Story and report every mistake of form at once; names are left to the checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.diagnostics.diagnostic import Diagnostic, sort_diagnostics
from engine.diagnostics.span import Span
from engine.language import SECTIONS
from engine.source.nodes import SourceFile
from engine.story.blocks import PlacedName, Steps
from engine.story.decoding.files import Parts, add_facts, add_file, decode_story, first_line, read_keys
from engine.story.decoding.keys import check_required
from engine.story.facts import UNREAD, FileFacts
from engine.story.messages.blocks import ending_goes_on, too_many_rules
from engine.story.messages.keys import repeated_choice, repeated_id
from engine.story.model import Scene, Story
from engine.story.walk import AddressedChoice, Part, blocks_within, contents_of, parts_of, target_of

MOST_RULES = 100
"""Every one of them may watch every scene."""


def decode(files: Sequence[SourceFile | FileFacts]) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """Decode the files of a story, the root among them; return no story if there is any error."""
    root = next((file for file in files if isinstance(file, SourceFile) and file.is_root), None)
    if root is None:
        return None, ()
    parts = Parts()
    diagnostics: list[Diagnostic] = []
    keys = [key for file in files for key in _keys_of(file)]
    check_required(keys, SECTIONS, ("scenes",), "the story", first_line(root), diagnostics)
    for file in files:
        if isinstance(file, FileFacts):
            add_facts(parts, file)
        else:
            faults: list[Diagnostic] = []
            add_file(parts, file, read_keys(file, faults), faults)
            diagnostics += faults
    story = decode_story(root, read_keys(root, []), parts, diagnostics)
    diagnostics.extend(_faults_between_parts(story))
    is_refused = any(fault.severity == "error" for fault in diagnostics)
    return (None if is_refused else story), sort_diagnostics(diagnostics)


def _keys_of(file: SourceFile | FileFacts) -> list[str]:
    return ["scenes"] if isinstance(file, FileFacts) else [entry.key.text for entry in file.root.entries]


def _faults_between_parts(story: Story) -> Iterator[Diagnostic]:
    """Yield every fault that lies between the parts of a story rather than in one of them."""
    yield from _repeated_ids(story)
    if len(story.rules) > MOST_RULES:
        yield too_many_rules(story.rules[MOST_RULES].span, MOST_RULES)
    for part in parts_of(story):
        if part.body is not UNREAD:
            yield from _repeated_choices(part)
    for scene in story.scenes:
        if scene.body is not UNREAD:
            yield from _endings_that_go_on(scene)


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


def _repeated_choices(part: Part) -> Iterator[Diagnostic]:
    first: dict[str, AddressedChoice] = {}
    for addressed in contents_of(part).choices:
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


def _endings_that_go_on(scene: Scene) -> Iterator[Diagnostic]:
    """Yield what offers choices or goes elsewhere in a scene that is an ending."""
    if scene.ending is None:
        return
    for block in blocks_within(scene.body, enters=lambda offering: False):
        if isinstance(block, Steps) and block.offering:
            yield ending_goes_on(block.offering.span, scene.ending.text, "offers choices")
        target = target_of(block)
        if target:
            yield ending_goes_on(target.span, scene.ending.text, "goes on")
