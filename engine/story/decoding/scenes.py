"""Decodes scenes and storylets: their own fields, and the block that is their body."""

from __future__ import annotations

from engine.language import BLOCK_KEYS, MARKS, SCENE_KEYS, STORYLET_KEYS, Mark
from engine.source.nodes import Entry, Mapping, SourceFile
from engine.story.blocks import PlacedName
from engine.story.decoding.blocks import fielded_block
from engine.story.decoding.keys import Fields, check_required, mapping_of
from engine.story.decoding.names import decode_id, name_of
from engine.story.decoding.values import (
    Diagnostics,
    expression_of,
    line,
    line_of,
    number_of,
    plain_of,
    prose_of,
    texts_of,
    truth_of,
    word_of,
)
from engine.story.model import Scene, Storylet

HIGHEST_PRIORITY = 1000


def scenes_of(entry: Entry, file: SourceFile, act: int | None, diagnostics: Diagnostics) -> tuple[Scene, ...]:
    """Decode the scenes of a file, in the order written."""
    mapping = mapping_of(entry.value, "scenes", diagnostics)
    return tuple(_scene(item, file, act, diagnostics) for item in mapping.entries) if mapping else ()


def _scene(entry: Entry, file: SourceFile, act: int | None, diagnostics: Diagnostics) -> Scene:
    name = decode_id(entry.key, "a scene", diagnostics)
    fields, body = fielded_block(entry.value, "a scene", SCENE_KEYS, diagnostics)
    return Scene(
        id=name,
        title=line_of(fields.get("title"), diagnostics),
        tags=_lines(fields.get("tags"), diagnostics),
        place=line_of(fields.get("place"), diagnostics),
        date=line_of(fields.get("date"), diagnostics),
        epigraph=name_of(fields["epigraph"], diagnostics) if "epigraph" in fields else None,
        sources=sources_of(fields, diagnostics),
        mark=mark_of(fields, diagnostics),
        ending=_ending(fields, diagnostics),
        body=body,
        act=act,
        file=file.path,
        span=entry.key.span,
    )


def storylets_of(entry: Entry, file: SourceFile, act: int | None, diagnostics: Diagnostics) -> tuple[Storylet, ...]:
    """Decode the storylets of a file, in the order written; a faulty one is left out."""
    mapping = mapping_of(entry.value, "storylets", diagnostics)
    storylets = [_storylet(item, file, act, diagnostics) for item in mapping.entries] if mapping else []
    return tuple(storylet for storylet in storylets if storylet)


def _storylet(entry: Entry, file: SourceFile, act: int | None, diagnostics: Diagnostics) -> Storylet | None:
    name = decode_id(entry.key, "a storylet", diagnostics)
    if not isinstance(entry.value, Mapping):
        mapping_of(entry.value, "a storylet", diagnostics)
        return None
    fields, body = fielded_block(entry.value, "a storylet", STORYLET_KEYS, diagnostics)
    allowed = (*STORYLET_KEYS, *BLOCK_KEYS)
    check_required(entry.value.entries, allowed, ("deck", "label"), "a storylet", name.span, diagnostics)
    deck = name_of(fields["deck"], diagnostics) if "deck" in fields else None
    label = prose_of(fields.get("label"), "label", diagnostics)
    when = expression_of(fields.get("when"), diagnostics)
    priority = priority_of(fields, diagnostics)
    once, title = truth_of(fields.get("once"), diagnostics), line_of(fields.get("title"), diagnostics)
    if deck is None or label is None:
        return None
    return Storylet(name, title, deck, when, priority, once, label, body, act, file.path, entry.key.span)


def priority_of(fields: Fields, diagnostics: Diagnostics) -> int:
    return number_of(fields.get("priority"), -HIGHEST_PRIORITY, HIGHEST_PRIORITY, 0, diagnostics)


def mark_of(fields: Fields, diagnostics: Diagnostics) -> Mark | None:
    """Decode how a scene or note relates to the historical record."""
    return word_of(fields.get("mark"), MARKS, diagnostics)


def sources_of(fields: Fields, diagnostics: Diagnostics) -> tuple[str, ...]:
    return _lines(fields.get("sources"), diagnostics)


def _lines(entry: Entry | None, diagnostics: Diagnostics) -> tuple[str, ...]:
    return tuple(line(scalar) for scalar in texts_of(entry, diagnostics))


def _ending(fields: Fields, diagnostics: Diagnostics) -> PlacedName | None:
    scalar = plain_of(fields["ending"], diagnostics) if "ending" in fields else None
    return PlacedName(line(scalar), scalar.span) if scalar else None
