"""Edits of every kind, made to a story's files as its author would make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.story.decoding.names import slugify
from tests.saves.rewriting import Files, choices_of, scene, scenes_of
from tests.saves.targets import Targets

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


Apply = Callable[[Files, Targets], Mapping[str, str] | None]
"""Makes an edit; the choices it renames, from old address to new."""


def with_extra(files: Files) -> Files:
    """The story with the variables that are edited, and a step of the first scene that changes them."""
    files["story.yaml"]["vars"] |= EXTRA
    for choice in choices_of(scene(files, files["story.yaml"]["start"])):
        for body in choice.values():
            does(body, set=ALL)
    return files


def _redirected(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _redirected(one, old, new) for key, one in value.items()}
    if isinstance(value, list):
        return [_redirected(one, old, new) for one in value]
    return new if value == old else value


def relabelled(files: Files, id: str, labels: Mapping[int, str]) -> dict[str, str]:
    """Gives choices of a scene new labels where they stand."""
    renames = {}
    for at, label in labels.items():
        choice = choices_of(scene(files, id))[at]
        ((old, body),) = list(choice.items())
        choice.clear()
        choice[label] = body
        if not (isinstance(body, dict) and "id" in body):
            renames[f"{id}.{slugify(old)}"] = f"{id}.{slugify(label)}"
    return renames


def body_of(files: Files, id: str, at: int = 0) -> dict[str, Any]:
    return next(iter(choices_of(scene(files, id))[at].values()))


def put_first(there: dict[str, Any], **fields: str) -> None:
    """Puts fields before all others, or in the place of those that are there."""
    held = {name: fields.pop(name, value) for name, value in there.items()}
    there.clear()
    there |= fields | held


def does(body: dict[str, Any], **steps: str) -> None:
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
        put_first(there, title="Retitled")


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
    relabelled(files, targets.bare, {0: "Do quite another thing"})
    does(body_of(files, targets.bare), text="Quite another thing is done.")


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
    body_of(files, targets.bare)["go"] = "between"


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


def root(**fields: Any) -> Apply:
    return lambda files, targets: files["story.yaml"].update(fields)
