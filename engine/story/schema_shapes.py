"""JSON Schema for the blocks, choices and pages of a story: what an editor can offer under each key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.language import (
    BLOCK_KEYS,
    CHOICE_KEYS,
    ID,
    MARKS,
    OFFERED_WORDS,
    PROMISE_KEYS,
    SCENE_KEYS,
    STATUS_FORMS,
    STORYLET_KEYS,
    PromiseKey,
)
from engine.story.decoding.choices import MOST_DRAWN
from engine.story.decoding.steps import LONGEST_ANSWER

Shape = dict[str, object]

TEXT: Shape = {"type": ["string", "number", "boolean"]}
"""Every scalar of a story is text, even where YAML would read a number."""
TEXTS: Shape = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
WHOLE: Shape = {"type": "integer"}
TRUTH: Shape = {"type": "boolean"}
NAME: Shape = {"type": "string", "pattern": f"^{ID}$"}


def ref(name: str) -> Shape:
    """Refer to a definition of the schema."""
    return {"$ref": f"#/definitions/{name}"}


def record(properties: Mapping[str, Shape], required: Iterable[str] = ()) -> Shape:
    """Describe a mapping with these keys and no others."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def list_of(item: Shape) -> Shape:
    return {"type": "array", "items": item, "minItems": 1}


def names(*groups: Iterable[str]) -> Shape:
    """Describe a name: those of the story are offered, a new one is allowed."""
    names = [name for group in groups for name in group]
    return {"anyOf": [{"enum": names}, NAME]} if names else NAME


BLOCK_SHAPES: Mapping[str, Shape] = {
    "if": TEXT,
    "set": TEXT,
    "text": TEXT,
    "ask": record(
        {"into": ref("text_variable"), "prompt": TEXT, "limit": {**WHOLE, "minimum": 1, "maximum": LONGEST_ANSWER}},
        ("into", "prompt"),
    ),
    "call": ref("scene_name"),
    "random": list_of({"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": ref("block")}),
    "choices": list_of(ref("offered")),
    "hub": list_of(ref("offered")),
    "then": ref("block"),
    "go": ref("destination"),
    "else": ref("block"),
}
FIELD_SHAPES: Mapping[str, Shape] = {
    "title": TEXT,
    "tags": TEXTS,
    "place": TEXT,
    "date": TEXT,
    "epigraph": ref("epigraph_name"),
    "sources": TEXTS,
    "mark": {"enum": list(MARKS)},
    "ending": TEXT,
    "deck": ref("deck_name"),
    "when": TEXT,
    "locked": TEXT,
    "once": TRUTH,
    "id": TEXT,
    "priority": WHOLE,
    "label": TEXT,
}


def _block(fields: Iterable[str]) -> Shape:
    """Describe a block in any of its forms; its mapping may have these fields of its own."""
    keys = {name: FIELD_SHAPES[name] for name in fields} | {key: BLOCK_SHAPES[key] for key in BLOCK_KEYS}
    return {"anyOf": [ref("destination"), {"type": "null"}, list_of(ref("block")), record(keys)]}


def block_definitions() -> dict[str, Shape]:
    """Describe blocks, and everything a list of choices may have."""
    storylet = {name: FIELD_SHAPES[name] for name in STORYLET_KEYS} | {key: BLOCK_SHAPES[key] for key in BLOCK_KEYS}
    draw = {"draw": ref("deck_name"), "limit": {**WHOLE, "minimum": 1, "maximum": MOST_DRAWN}, "shuffle": TRUTH}
    choice = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": _block(CHOICE_KEYS)}
    use, otherwise = record({"use": ref("scene_name")}, ("use",)), record({"else": ref("block")}, ("else",))
    words = {"not": {"anyOf": [{"required": [word]} for word in OFFERED_WORDS]}}
    return {
        "block": _block(()),
        "scene": _block(SCENE_KEYS),
        "storylet": record(storylet, ("deck", "label")),
        "offered": {"anyOf": [use, record(draw, ("draw",)), otherwise, {**choice, **words}]},
    }


def page_definitions() -> dict[str, Shape]:
    """Describe the status line, acts, epigraphs, notes, rules and promises."""
    promises: Mapping[PromiseKey, Shape] = {
        "always": TEXT,
        "never": TEXT,
        "reach": ref("scene_name"),
        "within": record({"ending": ref("ending_name"), "turns": WHOLE}, ("ending", "turns")),
        "before": record({"first": ref("scene_name"), "then": ref("scene_name")}, ("first", "then")),
    }
    note = {"title": TEXT, "when": TEXT, "text": TEXT, "sources": TEXTS, "mark": FIELD_SHAPES["mark"]}
    return {
        "status_line": record({"label": TEXT, "value": TEXT, "as": {"enum": list(STATUS_FORMS)}}, ("label", "value")),
        "act": record({"title": TEXT, "epigraph": ref("epigraph_name"), "date": TEXT}, ("title",)),
        "epigraph": record({"text": TEXT, "source": TEXT}, ("text",)),
        "note": record(note, ("title", "text")),
        "rule": record({"if": TEXT, "go": ref("scene_name"), "priority": WHOLE}, ("if", "go")),
        "promise": {"anyOf": [record({kind: promises[kind]}, (kind,)) for kind in PROMISE_KEYS]},
    }
