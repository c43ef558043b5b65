"""Forty kinds of edit that an author makes to a story, and what each must mean to a save."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.saves.document import SaveDocument
from engine.story.slugs import slug
from tests.saves.rewriting import Files, choices_of, scene, scenes_of

EXTRA = {
    "spare": "0..9 = 3",
    "mood": "one of calm, cross, tired = tired",
    "bag": "any of pen, cup, key = pen, key",
    "spark": "true",
    "nickname": "text = Gen",
    "unread": "false",
}
"""Variables the test adds to the story first, to take away or change again; no scene reads them."""

ALL = "spare += 5; mood = cross; bag += cup; spark = false"
"""What the first scene does to them."""


@dataclass(frozen=True, slots=True)
class Targets:
    """The scenes that are edited, found in the story as it happens to be."""

    start: str
    bare: str
    """A scene where many saves rest, at choices known by their labels alone."""
    listed: str
    """Another, at choices that have ids."""
    lone: str
    """Another, which nothing but links speaks of."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a save without asking the code under test."""

    document: SaveDocument
    targets: Targets

    def seen(self, *scenes: str) -> bool:
        return any(scene in self.document.snapshot.visits for scene in scenes)

    def rests(self, scene: str) -> bool:
        return self.document.snapshot.place.scene == scene


Apply = Callable[[Files, Targets], Mapping[str, str] | None]
"""Makes an edit; the choices it renames, from old address to new."""


@dataclass(frozen=True, slots=True)
class Edit:
    apply: Apply
    kind: Callable[[Facts], str]
    """The class a save must be put in."""
    is_moved: Callable[[Facts], bool] = lambda facts: False
    """Whether it cannot go on where it was."""
    changes: tuple[str, ...] = ()
    """The variables that may have another value."""


def find_targets(files: Files, saves: Sequence[SaveDocument]) -> Targets:
    rested = Counter(save.snapshot.place.scene for save in saves if save.snapshot.place.rest == "list")
    words = str(files)
    by_rests = [id for id, _ in rested.most_common()]
    lists = {
        id: [choice for choice in choices_of(there) if isinstance(choice, dict)] for _, id, there in scenes_of(files)
    }

    def has_ids(choice: dict[str, Any]) -> bool:
        return all(isinstance(body, dict) and "id" in body for body in choice.values())

    bare = next(
        id for id in by_rests
        if len(lists[id]) > 1 and not any(has_ids(choice) for choice in lists[id])
        and all(isinstance(body, dict) and "go" in body for choice in lists[id] for body in choice.values())
        and not any(slug(label) in words for choice in lists[id] for label in choice)
    )  # fmt: skip
    listed = next(
        id for id in by_rests
        if len(lists[id]) > 2 and all(map(has_ids, lists[id]))
        and not any(re.search(rf"took\([\w.-]*\b{body['id']}\)", words) for choice in lists[id] for body in choice.values())
    )  # fmt: skip
    lone = next(
        id for id in by_rests
        if id not in (bare, listed) and not re.search(rf"[\w(.:] *\b{id}\b|\b{id}\b[ )]|{id}\.", _values(files))
    )  # fmt: skip
    return Targets(files["story.yaml"]["start"], bare, listed, lone)


def with_extra(files: Files) -> Files:
    """The story with the variables that are edited, and a step of the first scene that changes them."""
    files["story.yaml"]["vars"] |= EXTRA
    for choice in choices_of(scene(files, files["story.yaml"]["start"])):
        for body in choice.values():
            _does(body, set=ALL)
    return files


def _values(files: Files) -> str:
    """Every scalar of the story that is more than one word, a line each."""
    found: list[str] = []

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            for one in value.values():
                gather(one)
        elif isinstance(value, list):
            for one in value:
                gather(one)
        elif isinstance(value, str) and not re.fullmatch(r"\w+", value):
            found.append(value)

    gather(files)
    return "\n".join(found)


def _redirected(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _redirected(one, old, new) for key, one in value.items()}
    if isinstance(value, list):
        return [_redirected(one, old, new) for one in value]
    return new if value == old else value


def _relabelled(files: Files, id: str, labels: Mapping[int, str]) -> dict[str, str]:
    """Gives choices of a scene new labels where they stand."""
    renames = {}
    for at, label in labels.items():
        choice = choices_of(scene(files, id))[at]
        ((old, body),) = list(choice.items())
        choice.clear()
        choice[label] = body
        if not (isinstance(body, dict) and "id" in body):
            renames[f"{id}.{slug(old)}"] = f"{id}.{slug(label)}"
    return renames


def _body(files: Files, id: str, at: int = 0) -> dict[str, Any]:
    return next(iter(choices_of(scene(files, id))[at].values()))


def _first(there: dict[str, Any], **fields: str) -> None:
    """Puts fields before all others, or in the place of those that are there."""
    held = {name: fields.pop(name, value) for name, value in there.items()}
    there.clear()
    there |= fields | held


def _does(body: dict[str, Any], **steps: str) -> None:
    """Puts steps before all that a choice's body does; statements are put before those that are there."""
    if "set" in steps and "set" in body:
        steps["set"] += f"; {body.pop('set')}"
    held = dict(body)
    body.clear()
    body |= {name: held.pop(name) for name in ("when", "locked", "once", "id") if name in held}
    body |= steps | {name: value for name, value in held.items() if name not in steps}


def reworded(files: Files, targets: Targets) -> None:
    _text(scene(files, targets.listed))


def _text(there: dict[str, Any]) -> None:
    if "text" in there:
        there["text"] += "\n\nAnd a line more.\n"
    else:
        _first(there, title="Retitled")


def every_text_reworded(files: Files, targets: Targets) -> None:
    for _, _, there in scenes_of(files):
        _text(there)


def choice_gone(files: Files, targets: Targets) -> None:
    choices_of(scene(files, targets.listed)).pop(0)


def choice_added(files: Files, targets: Targets) -> None:
    choices_of(scene(files, targets.listed)).insert(0, {"Do something new": targets.start})


def choices_replaced(files: Files, targets: Targets) -> None:
    there = scene(files, targets.listed)
    for key in [key for key in there if key in ("choices", "hub", "then", "go", "else")]:
        del there[key]
    there["choices"] = [{"Simply go on": targets.start}]


def choices_turned(files: Files, targets: Targets) -> None:
    choices_of(scene(files, targets.bare)).reverse()


def labels_swapped(files: Files, targets: Targets) -> None:
    """Each label now stands over the other's body: neither is a renamed choice."""
    one, other = choices_of(scene(files, targets.bare))[:2]
    ((first, body),), ((second, other_body),) = list(one.items()), list(other.items())
    one.clear()
    other.clear()
    one[second], other[first] = body, other_body


def label_and_body_changed(files: Files, targets: Targets) -> None:
    _relabelled(files, targets.bare, {0: "Do quite another thing"})
    _does(_body(files, targets.bare), text="Quite another thing is done.")


def scene_gone(files: Files, targets: Targets) -> None:
    for mapping, id, _ in list(scenes_of(files)):
        if id == targets.lone:
            del mapping[id]
    for name in files:
        files[name] = _redirected(files[name], targets.lone, targets.start)


def scene_renamed(files: Files, targets: Targets) -> None:
    for mapping, id, there in list(scenes_of(files)):
        if id == targets.lone:
            del mapping[id]
            mapping["another_name"] = there
    for name in files:
        files[name] = _redirected(files[name], targets.lone, "another_name")


def scene_between(files: Files, targets: Targets) -> None:
    files["story.yaml"].setdefault("scenes", {})["between"] = {"text": "A pause.\n", "choices": [{"On": targets.start}]}
    _body(files, targets.bare)["go"] = "between"


def scenes_turned(files: Files, targets: Targets) -> None:
    for held in files.values():
        if "scenes" in held:
            held["scenes"] = dict(reversed(held["scenes"].items()))


def files_renamed(files: Files, targets: Targets) -> None:
    for name in [name for name in files if name != "story.yaml"]:
        files[f"parts/{9 - int(name[0]) if name[0].isdigit() else 0}-{name}"] = files.pop(name)


def variable(name: str, declared: str | None) -> Apply:
    def apply(files: Files, targets: Targets) -> None:
        variables = files["story.yaml"]["vars"]
        del variables[name]
        if declared is not None:
            variables[name] = declared
        text = "; ".join(one for one in ALL.split("; ") if not one.startswith(name))
        for choice in choices_of(scene(files, targets.start)):
            for body in choice.values():
                body["set"] = body["set"].replace(ALL, text)

    return apply


def declared(name: str, kind: str) -> Apply:
    def apply(files: Files, targets: Targets) -> None:
        files["story.yaml"]["vars"][name] = kind

    return apply


def always(kind: str) -> Callable[[Facts], str]:
    return lambda facts: kind


def if_seen(kind: str, target: str) -> Callable[[Facts], str]:
    return lambda facts: kind if facts.seen(getattr(facts.targets, target)) else "same"


def _root(**fields: Any) -> Apply:
    return lambda files, targets: files["story.yaml"].update(fields)


EDITS: dict[str, Edit] = {
    "laid out anew": Edit(lambda files, targets: None, always("same")),
    "story retitled": Edit(_root(story="Another title"), always("same")),
    "version counted up": Edit(_root(version="7.2"), always("same")),
    "credits changed": Edit(_root(author="Somebody else", about="Something else.\n"), always("same")),
    "an act retitled": Edit(
        lambda files, targets: (
            [held["act"].update(title="Act of another name") for held in files.values() if "act" in held] and None
        ),
        always("same"),
    ),
    "a text reworded": Edit(reworded, if_seen("text-only", "listed")),
    "every text reworded": Edit(every_text_reworded, always("text-only")),
    "a scene retitled": Edit(
        lambda files, targets: _first(scene(files, targets.bare), title="Another"), if_seen("text-only", "bare")
    ),
    "a date changed": Edit(
        lambda files, targets: _first(scene(files, targets.bare), date="Some other day"), if_seen("text-only", "bare")
    ),
    "a label with an id reworded": Edit(
        lambda files, targets: _relabelled(files, targets.listed, {0: "In other words"}), if_seen("text-only", "listed")
    ),
    "a label without an id reworded": Edit(
        lambda files, targets: _relabelled(files, targets.bare, {0: "In other words"}),
        if_seen("choice-renamed", "bare"),
    ),
    "two labels reworded": Edit(
        lambda files, targets: _relabelled(files, targets.bare, {0: "In other words", 1: "In others again"}),
        if_seen("choice-renamed", "bare"),
    ),
    "a label reworded, a choice added": Edit(
        lambda files, targets: (
            choices_of(scene(files, targets.bare)).append({"Something new": targets.start}),
            _relabelled(files, targets.bare, {0: "In other words"}),
        )[1],
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
        lambda files, targets: _first(_body(files, targets.listed), when="turns() >= 2"),
        if_seen("scene-changed", "listed"),
    ),
    "a choice given once": Edit(
        lambda files, targets: _first(_body(files, targets.listed), once="true"), if_seen("scene-changed", "listed")
    ),
    "a choice does more": Edit(
        lambda files, targets: _does(_body(files, targets.listed), set="spare -= 1"), if_seen("scene-changed", "listed")
    ),
    "a choice leads elsewhere": Edit(
        lambda files, targets: _body(files, targets.bare).update(go=targets.start), if_seen("scene-changed", "bare")
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
