"""A JSON Schema of this story's files, by which an editor completes keys and names and marks mistakes.

The names a story has are offered; others are allowed, since a scene may be named before it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.diagnostics.show import json_text
from engine.expressions.language.kinds import TextKind
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
from engine.story.decoding.blocks import LONGEST_ANSWER
from engine.story.decoding.choices import MOST_DRAWN
from engine.story.model import Story
from engine.story.walk import parts_of

Shape = dict[str, object]
TEXT: Shape = {"type": ["string", "number", "boolean"]}
"""Every scalar of a story is text, even where YAML would read a number."""
TEXTS: Shape = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
WHOLE: Shape = {"type": "integer"}
TRUTH: Shape = {"type": "boolean"}
NAME: Shape = {"type": "string", "pattern": f"^{ID}$"}
DRAFT = "http://json-schema.org/draft-07/schema#"


def export(story: Story) -> str:
    """Write the schema as JSON, for the root file and the parts alike."""
    schema = {
        "$schema": DRAFT,
        "title": story.title,
        "type": "object",
        "properties": _sections(),
        "dependencies": {"story": ["start"], "start": ["story"]},
        "additionalProperties": False,
        "definitions": {**_name_definitions(story), **_block_definitions(), **_page_definitions()},
    }
    return json_text(schema, indent=2) + "\n"


def _sections() -> dict[str, Shape]:
    """Describe the keys of a file: the root's own, an act's, and those any file may have."""
    own = dict.fromkeys(("story", "id", "version", "language", "author", "about"), TEXT)
    return {
        **own,
        "start": _ref("scene_name"),
        "opening": {"anyOf": [_ref("epigraph_name"), TEXT, _list_of(_ref("epigraph_name"))]},
        "status": _list_of(_ref("status_line")),
        "act": _ref("act"),
        "vars": _by_id(TEXT),
        "derived": _by_id(TEXT),
        "epigraphs": _by_id(_ref("epigraph")),
        "notes": _by_id(_ref("note")),
        "scenes": _by_id(_ref("scene")),
        "storylets": _by_id(_ref("storylet")),
        "whenever": _list_of(_ref("rule")),
        "prove": _list_of(_ref("promise")),
    }


def _by_id(shape: Shape) -> Shape:
    """Describe a mapping from ids to things of one shape."""
    return {"type": "object", "propertyNames": NAME, "additionalProperties": shape}


def _name_definitions(story: Story) -> dict[str, Shape]:
    """Describe names; a bare `on` is the truth value to editors that read YAML 1.1."""
    texts = (variable.name.text for variable in story.variables if isinstance(variable.kind, TextKind))
    scenes = [part.id.text for part in parts_of(story)]
    return {
        "scene_name": _names(scenes),
        "destination": {"anyOf": [_names(scenes, ("on", "back")), {"const": True}]},
        "ending_name": _names(scene.id.text for scene in story.scenes if scene.ending is not None),
        "deck_name": _names(dict.fromkeys(storylet.deck.text for storylet in story.storylets)),
        "epigraph_name": _names(epigraph.id.text for epigraph in story.epigraphs),
        "text_variable": _names(texts),
    }


def _ref(name: str) -> Shape:
    """Refer to a definition of the schema."""
    return {"$ref": f"#/definitions/{name}"}


def _record(properties: Mapping[str, Shape], required: Iterable[str] = ()) -> Shape:
    """Describe a mapping with these keys and no others."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _single(value: Shape) -> Shape:
    """Describe a mapping with one key of any name."""
    return {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": value}


def _list_of(item: Shape) -> Shape:
    return {"type": "array", "items": item, "minItems": 1}


def _names(*groups: Iterable[str]) -> Shape:
    """Describe a name: those of the story are offered, a new one is allowed."""
    names = [name for group in groups for name in group]
    return {"anyOf": [{"enum": names}, NAME]} if names else NAME


BLOCK_SHAPES: Mapping[str, Shape] = {
    **dict.fromkeys(("if", "set", "text"), TEXT),
    "ask": _record(
        {"into": _ref("text_variable"), "prompt": TEXT, "limit": {**WHOLE, "minimum": 1, "maximum": LONGEST_ANSWER}},
        ("into", "prompt"),
    ),
    "call": _ref("scene_name"),
    "random": _list_of(_single(_ref("block"))),
    **dict.fromkeys(("choices", "hub"), _list_of(_ref("offered"))),
    **dict.fromkeys(("then", "else"), _ref("block")),
    "go": _ref("destination"),
}
FIELD_SHAPES: Mapping[str, Shape] = {
    **dict.fromkeys(("title", "place", "date", "ending", "when", "locked", "id", "label"), TEXT),
    **dict.fromkeys(("tags", "sources"), TEXTS),
    "epigraph": _ref("epigraph_name"),
    "mark": {"enum": list(MARKS)},
    "deck": _ref("deck_name"),
    "once": TRUTH,
    "priority": WHOLE,
}


def _block(fields: Iterable[str]) -> Shape:
    """Describe a block in any of its forms; its mapping may have these fields of its own."""
    keys = {name: FIELD_SHAPES[name] for name in fields} | {key: BLOCK_SHAPES[key] for key in BLOCK_KEYS}
    return {"anyOf": [_ref("destination"), {"type": "null"}, _list_of(_ref("block")), _record(keys)]}


def _block_definitions() -> dict[str, Shape]:
    """Describe blocks, and everything a list of choices may have."""
    storylet = {name: FIELD_SHAPES[name] for name in STORYLET_KEYS} | {key: BLOCK_SHAPES[key] for key in BLOCK_KEYS}
    draw = {"draw": _ref("deck_name"), "limit": {**WHOLE, "minimum": 1, "maximum": MOST_DRAWN}, "shuffle": TRUTH}
    choice = _single(_block(CHOICE_KEYS))
    use, otherwise = _record({"use": _ref("scene_name")}, ("use",)), _record({"else": _ref("block")}, ("else",))
    words = {"not": {"anyOf": [{"required": [word]} for word in OFFERED_WORDS]}}
    return {
        "block": _block(()),
        "scene": _block(SCENE_KEYS),
        "storylet": _record(storylet, ("deck", "label")),
        "offered": {"anyOf": [use, _record(draw, ("draw",)), otherwise, {**choice, **words}]},
    }


def _page_definitions() -> dict[str, Shape]:
    """Describe the status line, acts, epigraphs, notes, rules and promises."""
    promises: Mapping[PromiseKey, Shape] = {
        "always": TEXT,
        "never": TEXT,
        "reach": _ref("scene_name"),
        "within": _record({"ending": _ref("ending_name"), "turns": WHOLE}, ("ending", "turns")),
        "before": _record({"first": _ref("scene_name"), "then": _ref("scene_name")}, ("first", "then")),
    }
    note = {"title": TEXT, "when": TEXT, "text": TEXT, "sources": TEXTS, "mark": FIELD_SHAPES["mark"]}
    return {
        "status_line": _record({"label": TEXT, "value": TEXT, "as": {"enum": list(STATUS_FORMS)}}, ("label", "value")),
        "act": _record({"title": TEXT, "epigraph": _ref("epigraph_name"), "date": TEXT}, ("title",)),
        "epigraph": _record({"text": TEXT, "source": TEXT}, ("text",)),
        "note": _record(note, ("title", "text")),
        "rule": _record({"if": TEXT, "go": _ref("scene_name"), "priority": WHOLE}, ("if", "go")),
        "promise": {"anyOf": [_record({kind: promises[kind]}, (kind,)) for kind in PROMISE_KEYS]},
    }
