"""More than forty kinds of edit that an author makes to a story, and what each must mean to a save."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.saves.editing import (
    Apply,
    body_of,
    choice_added,
    choice_gone,
    choices_replaced,
    choices_turned,
    declared,
    does,
    every_text_reworded,
    files_renamed,
    label_and_body_changed,
    labels_swapped,
    put_first,
    relabelled,
    reworded,
    root,
    scene_between,
    scene_gone,
    scene_renamed,
    scenes_turned,
    variable,
)
from tests.saves.rewriting import Files, choices_of, scene
from tests.saves.targets import Facts, Targets


@dataclass(frozen=True, slots=True)
class Edit:
    apply: Apply
    kind: Callable[[Facts], str]
    """The class a save must be put in."""
    is_moved: Callable[[Facts], bool] = lambda facts: False
    """Whether it cannot go on where it was."""
    changes: tuple[str, ...] = ()
    """The variables that may have another value."""


def always(kind: str) -> Callable[[Facts], str]:
    return lambda facts: kind


def if_seen(kind: str, target: str) -> Callable[[Facts], str]:
    return lambda facts: kind if facts.seen(getattr(facts.targets, target)) else "same"


def acts_retitled(files: Files, targets: Targets) -> None:
    for held in files.values():
        if "act" in held:
            held["act"].update(title="Act of another name")


def relabelled_beside_another(files: Files, targets: Targets) -> Mapping[str, str] | None:
    choices_of(scene(files, targets.bare)).append({"Something new": targets.start})
    return relabelled(files, targets.bare, {0: "In other words"})


EDITS: dict[str, Edit] = {
    "laid out anew": Edit(lambda files, targets: None, always("same")),
    "story retitled": Edit(root(story="Another title"), always("same")),
    "version counted up": Edit(root(version="7.2"), always("same")),
    "credits changed": Edit(root(author="Somebody else", about="Something else.\n"), always("same")),
    "an act retitled": Edit(
        acts_retitled,
        always("same"),
    ),
    "a text reworded": Edit(reworded, if_seen("text-only", "listed")),
    "every text reworded": Edit(every_text_reworded, always("text-only")),
    "a scene retitled": Edit(
        lambda files, targets: put_first(scene(files, targets.bare), title="Another"), if_seen("text-only", "bare")
    ),
    "a date changed": Edit(
        lambda files, targets: put_first(scene(files, targets.bare), date="Some other day"),
        if_seen("text-only", "bare"),
    ),
    "a label with an id reworded": Edit(
        lambda files, targets: relabelled(files, targets.listed, {0: "In other words"}), if_seen("text-only", "listed")
    ),
    "a label without an id reworded": Edit(
        lambda files, targets: relabelled(files, targets.bare, {0: "In other words"}),
        if_seen("choice-renamed", "bare"),
    ),
    "two labels reworded": Edit(
        lambda files, targets: relabelled(files, targets.bare, {0: "In other words", 1: "In others again"}),
        if_seen("choice-renamed", "bare"),
    ),
    "a label reworded, a choice added": Edit(
        relabelled_beside_another,
        if_seen("choice-renamed", "bare"),
    ),
    "a label and its body changed": Edit(label_and_body_changed, if_seen("choice-gone", "bare")),
    "two labels swapped": Edit(labels_swapped, if_seen("scene-changed", "bare")),
    "a list turned round": Edit(choices_turned, if_seen("scene-changed", "bare")),
    "a choice taken out": Edit(choice_gone, if_seen("choice-gone", "listed")),
    "a choice added": Edit(choice_added, if_seen("scene-changed", "listed")),
    "a list replaced": Edit(
        choices_replaced, if_seen("choice-gone", "listed"), lambda facts: facts.rests(facts.targets.listed)
    ),
    "a choice guarded": Edit(
        lambda files, targets: put_first(body_of(files, targets.listed), when="turns() >= 2"),
        if_seen("scene-changed", "listed"),
    ),
    "a choice given once": Edit(
        lambda files, targets: put_first(body_of(files, targets.listed), once="true"),
        if_seen("scene-changed", "listed"),
    ),
    "a choice does more": Edit(
        lambda files, targets: does(body_of(files, targets.listed), set="spare -= 1"),
        if_seen("scene-changed", "listed"),
    ),
    "a choice leads elsewhere": Edit(
        lambda files, targets: body_of(files, targets.bare).update(go=targets.start), if_seen("scene-changed", "bare")
    ),
    "a text that draws": Edit(
        lambda files, targets: scene(files, targets.listed).update(text="{~ One | Another}.\n"),
        if_seen("scene-changed", "listed"),
    ),
    "a scene taken out": Edit(scene_gone, if_seen("scene-gone", "lone"), lambda facts: facts.rests(facts.targets.lone)),
    "a scene given another id": Edit(
        scene_renamed, if_seen("scene-gone", "lone"), lambda facts: facts.rests(facts.targets.lone)
    ),
    "a scene put between": Edit(scene_between, if_seen("scene-changed", "bare")),
    "scenes put in another order": Edit(scenes_turned, always("same")),
    "files renamed": Edit(files_renamed, always("same")),
    "the story begun elsewhere": Edit(
        lambda files, targets: files["story.yaml"].update(start=targets.bare), always("same")
    ),
    "a rule added": Edit(
        lambda files, targets: (
            files["story.yaml"].setdefault("whenever", []).append({"if": "spare >= 9", "go": targets.start})
        ),
        always("same"),
    ),
    "a variable added": Edit(
        lambda files, targets: files["story.yaml"]["vars"].update(novelty="0..4 = 2"), always("variable-added")
    ),
    "a variable taken out": Edit(variable("unread", None), always("variable-removed")),
    "a variable in use taken out": Edit(variable("bag", None), always("variable-removed")),
    "a variable renamed": Edit(
        lambda files, targets: (
            variable("unread", None)(files, targets),
            files["story.yaml"]["vars"].update(other="false"),
        )[0],
        always("variable-removed"),
    ),
    "a range made narrower": Edit(declared("spare", "0..5 = 3"), always("variable-changed"), changes=("spare",)),
    "a range made wider": Edit(declared("spare", "0..99 = 3"), always("variable-changed")),
    "another first value": Edit(declared("spare", "0..9 = 1"), always("same")),
    "a number made a truth value": Edit(variable("spare", "false"), always("variable-changed"), changes=("spare",)),
    "a text made a number": Edit(declared("nickname", "0..3 = 2"), always("variable-changed"), changes=("nickname",)),
    "members put in another order": Edit(declared("mood", "one of tired, cross, calm"), always("variable-changed")),
    "a member taken out": Edit(variable("mood", "one of calm, tired"), always("variable-changed"), changes=("mood",)),
    "a member of a set taken out": Edit(
        variable("bag", "any of pen, key"), always("variable-changed"), changes=("bag",)
    ),
    "a member of a set added": Edit(declared("bag", "any of hat, pen, cup, key = pen"), always("variable-changed")),
}
