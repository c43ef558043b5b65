"""A JSON Schema of this story's files, by which an editor completes keys and names and marks mistakes.

The names a story has are offered; others are allowed, since a scene may be named before it is written.
"""

from __future__ import annotations

from engine.diagnostics.json_text import json_text
from engine.expressions.language.kinds import TextKind
from engine.story.model import Story
from engine.story.schema_shapes import (
    NAME,
    TEXT,
    Shape,
    block_definitions,
    list_of,
    names,
    page_definitions,
    ref,
)
from engine.story.walk import parts_of

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
        "definitions": {**_name_definitions(story), **block_definitions(), **page_definitions()},
    }
    return json_text(schema, indent=2) + "\n"


def _sections() -> dict[str, Shape]:
    """Describe the keys of a file: the root's own, an act's, and those any file may have."""
    own = dict.fromkeys(("story", "id", "version", "language", "author", "about"), TEXT)
    return {
        **own,
        "start": ref("scene_name"),
        "opening": {"anyOf": [ref("epigraph_name"), TEXT, list_of(ref("epigraph_name"))]},
        "status": list_of(ref("status_line")),
        "act": ref("act"),
        "vars": _by_id(TEXT),
        "derived": _by_id(TEXT),
        "epigraphs": _by_id(ref("epigraph")),
        "notes": _by_id(ref("note")),
        "scenes": _by_id(ref("scene")),
        "storylets": _by_id(ref("storylet")),
        "whenever": list_of(ref("rule")),
        "prove": list_of(ref("promise")),
    }


def _by_id(shape: Shape) -> Shape:
    """Describe a mapping from ids to things of one shape."""
    return {"type": "object", "propertyNames": NAME, "additionalProperties": shape}


def _name_definitions(story: Story) -> dict[str, Shape]:
    """Describe names; a bare `on` is the truth value to editors that read YAML 1.1."""
    texts = (variable.name.text for variable in story.variables if isinstance(variable.kind, TextKind))
    scenes = [part.id.text for part in parts_of(story)]
    return {
        "scene_name": names(scenes),
        "destination": {"anyOf": [names(scenes, ("on", "back")), {"const": True}]},
        "ending_name": names(scene.id.text for scene in story.scenes if scene.ending is not None),
        "deck_name": names(dict.fromkeys(storylet.deck.text for storylet in story.storylets)),
        "epigraph_name": names(epigraph.id.text for epigraph in story.epigraphs),
        "text_variable": names(texts),
    }
