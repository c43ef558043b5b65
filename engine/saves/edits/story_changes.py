"""Compares the story a save was made with to the story now: each change that concerns the save, classified."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal, get_args

from engine.program.model import Program
from engine.records import dataclass
from engine.runtime.turn import machine_of
from engine.saves.edits.renamed_choices import Renames, find_renames, new_address
from engine.saves.format.cell_names import kind_words
from engine.saves.format.choice_fingerprints import Lists, fingerprints_from, scene_fingerprints
from engine.saves.format.document import Edition

ChangeClass = Literal[
    "same", "text-only", "variable-added", "scene-changed", "variable-changed", "variable-removed", "choice-renamed",
    "choice-gone", "scene-gone",
]  # fmt: skip
"""From the class that matters least to the one that matters most."""
CHANGE_CLASSES: tuple[ChangeClass, ...] = get_args(ChangeClass)
_SENTENCES: dict[ChangeClass, str] = {
    "same": "nothing has changed",
    "text-only": "the words of `{name}` have changed",
    "variable-added": "the variable `{name}` is new and has its first value",
    "scene-changed": "the scene `{name}` has changed",
    "variable-changed": "the variable `{name}` is now {now}",
    "variable-removed": "the variable `{name}` is gone",
    "choice-renamed": "the choice `{name}` is now `{now}`",
    "choice-gone": "the choice `{name}` is gone",
    "scene-gone": "the scene `{name}` is gone",
}
NAMED_AT_MOST = 3
_NOT_NAMED: tuple[ChangeClass, ...] = ("text-only", "scene-changed")
"""Edits that take nothing from the player."""


@dataclass(frozen=True, slots=True)
class StoryChange:
    """One thing that has changed since the game was saved."""

    kind: ChangeClass
    name: str
    """The name of the scene or variable, or the old address of the choice."""
    now: str = ""
    """The new address of a choice, or the new declaration of a variable."""

    @property
    def sentence(self) -> str:
        return _SENTENCES[self.kind].format(name=self.name, now=self.now)


StoryChanges = tuple[StoryChange, ...]
"""Sorted, the change that matters most last."""


def story_changes(edition: Edition, program: Program) -> StoryChanges:
    """Return the changes in all that a save depends on, in the order of `CHANGE_CLASSES`."""
    if edition.program == program.fingerprint:
        return ()
    changes = [*_variable_changes(edition, program), *_scene_changes(edition, program)]
    return tuple(sorted(changes, key=lambda change: (CHANGE_CLASSES.index(change.kind), change.name)))


def renames_in(differences: StoryChanges) -> Renames:
    """Return the choices that have new addresses."""
    return {change.name: change.now for change in differences if change.kind == "choice-renamed"}


def changes_sentence(differences: StoryChanges, messages: tuple[str, ...] = ()) -> str:
    """Return a sentence on what has changed in the story since a save; empty if a player need not know of it."""
    changes = [*messages, *_sentences(differences)]
    return "the story has changed since this was saved: " + "; ".join(changes) if changes else ""


def _sentences(differences: StoryChanges) -> list[str]:
    """Return the sentences of the changes that matter most, and how many more there are."""
    sentences = [change.sentence for change in reversed(differences) if change.kind not in _NOT_NAMED]
    more = len(sentences) - NAMED_AT_MOST
    return [*sentences[:NAMED_AT_MOST], *([f"and {more} more changes"] if more > 0 else [])]


def _variable_changes(edition: Edition, program: Program) -> Iterator[StoryChange]:
    before, now = edition.declared, kind_words(program)
    for name in before.keys() | now.keys():
        if name not in now:
            yield StoryChange("variable-removed", name)
        elif name not in before:
            yield StoryChange("variable-added", name)
        elif before[name] != now[name]:
            yield StoryChange("variable-changed", name, now[name])


def _scene_changes(edition: Edition, program: Program) -> Iterator[StoryChange]:
    """Yield the changes of the scenes that a save depends on; a changed choice stands for its scene."""
    scene_indexes = machine_of(program).scenes
    for id, text in edition.scenes.items():
        if id not in scene_indexes:
            yield StoryChange("scene-gone", id)
            continue
        before = fingerprints_from(json.loads(text))
        now = scene_fingerprints(program, program.scenes[scene_indexes[id]])
        choices = list(_choice_changes(before.lists, now.lists))
        yield from choices
        if before.logic != now.logic and not choices:
            yield StoryChange("scene-changed", id)
        elif before.text != now.text and not choices:
            yield StoryChange("text-only", id)


def _choice_changes(before: Lists, now: Lists) -> Iterator[StoryChange]:
    renames = find_renames(before, now)
    addresses = {choice.address for choices in now for choice in choices}
    for choices in before:
        for choice in choices:
            address = new_address(choice.address, renames)
            if address not in addresses:
                yield StoryChange("choice-gone", choice.address)
            elif choice.address in renames:
                yield StoryChange("choice-renamed", choice.address, address)
