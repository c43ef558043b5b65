"""What an author's edits mean to one save, each difference classed and told in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never, get_args

from engine.program.model import Program
from engine.runtime.turn import machine_of
from engine.saves.edits.renamed_choices import Renames, find_renames, new_address
from engine.saves.format.cell_names import kind_words
from engine.saves.format.choice_fingerprints import Lists, scene_fingerprints
from engine.saves.format.document import Edition

ChangeClass = Literal[
    "same", "text-only", "variable-added", "scene-changed", "variable-changed", "variable-removed", "choice-renamed",
    "choice-gone", "scene-gone",
]  # fmt: skip
"""From the one that matters least to the one that matters most."""
CHANGE_CLASSES: tuple[ChangeClass, ...] = get_args(ChangeClass)
NAMED_AT_MOST = 3
_NOT_NAMED: tuple[ChangeClass, ...] = ("text-only", "scene-changed")
"""Edits that take nothing from the player."""


@dataclass(frozen=True, slots=True)
class StoryChange:
    """One thing that is not as it was when the game was saved."""

    kind: ChangeClass
    name: str
    """Of the scene, variable or choice; a choice's is its address as it was."""
    now: str = ""
    """The new address of a choice, or how a variable is declared now."""

    @property
    def sentence(self) -> str:
        """The difference as the player is told it."""
        match self.kind:
            case "text-only":
                return f"the words of `{self.name}` have changed"
            case "scene-changed":
                return f"the scene `{self.name}` has changed"
            case "variable-added":
                return f"the variable `{self.name}` is new and has its first value"
            case "variable-removed":
                return f"the variable `{self.name}` is gone"
            case "variable-changed":
                return f"the variable `{self.name}` is now {self.now}"
            case "choice-renamed":
                return f"the choice `{self.name}` is now `{self.now}`"
            case "choice-gone":
                return f"the choice `{self.name}` is gone"
            case "scene-gone":
                return f"the scene `{self.name}` is gone"
            case "same":
                return "nothing has changed"
            case unknown:
                assert_never(unknown)


def story_changes(edition: Edition, program: Program) -> tuple[StoryChange, ...]:
    """All that has changed of what a save rests on, in the order of `CLASSES`."""
    if edition.program == program.fingerprint:
        return ()
    found = [*_variables(edition, program), *_scenes(edition, program)]
    return tuple(sorted(found, key=lambda one: (CHANGE_CLASSES.index(one.kind), one.name)))


def worst_change(differences: tuple[StoryChange, ...]) -> ChangeClass:
    """The class of a save: that of the difference that matters most."""
    return differences[-1].kind if differences else "same"


def renames_in(differences: tuple[StoryChange, ...]) -> Renames:
    """The choices that have new addresses."""
    return {one.name: one.now for one in differences if one.kind == "choice-renamed"}


def changes_sentence(differences: tuple[StoryChange, ...], messages: tuple[str, ...] = ()) -> str:
    """Return a sentence on what has changed in the story since a save; empty if a player need not know of it."""
    changes = [*messages, *_named(differences)]
    return "the story has changed since this was saved: " + "; ".join(changes) if changes else ""


def _named(differences: tuple[StoryChange, ...]) -> list[str]:
    """Return the sentences of the differences that matter most, and how many more there are."""
    sentences = [one.sentence for one in reversed(differences) if one.kind not in _NOT_NAMED]
    more = len(sentences) - NAMED_AT_MOST
    return [*sentences[:NAMED_AT_MOST], *([f"and {more} more changes"] if more > 0 else [])]


def _variables(edition: Edition, program: Program) -> Iterator[StoryChange]:
    before, now = edition.declared, kind_words(program)
    for name in before.keys() | now.keys():
        if name not in now:
            yield StoryChange("variable-removed", name)
        elif name not in before:
            yield StoryChange("variable-added", name)
        elif before[name] != now[name]:
            yield StoryChange("variable-changed", name, now[name])


def _scenes(edition: Edition, program: Program) -> Iterator[StoryChange]:
    places = machine_of(program).scenes
    for id, before in edition.scenes.items():
        if id not in places:
            yield StoryChange("scene-gone", id)
            continue
        now = scene_fingerprints(program, program.scenes[places[id]])
        choices = list(_choices(before.lists, now.lists))
        yield from choices
        if before.logic != now.logic and not choices:
            yield StoryChange("scene-changed", id)
        elif before.text != now.text and not choices:
            yield StoryChange("text-only", id)


def _choices(before: Lists, now: Lists) -> Iterator[StoryChange]:
    renames = find_renames(before, now)
    there = {choice.address for choices in now for choice in choices}
    for choices in before:
        for choice in choices:
            address = new_address(choice.address, renames)
            if address not in there:
                yield StoryChange("choice-gone", choice.address)
            elif choice.address in renames:
                yield StoryChange("choice-renamed", choice.address, address)
