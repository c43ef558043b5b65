"""Decode scenes and storylets: their own fields, and the block that is their body."""

from __future__ import annotations

from engine.language import BLOCK_KEYS, MARKS, SCENE_KEYS, STORYLET_KEYS, Mark
from engine.source.nodes import Entry, Mapping, SourceFile
from engine.story.blocks import PlacedName
from engine.story.decoding.blocks import decode_fielded_block
from engine.story.decoding.keys import Fields, check_required, require_mapping
from engine.story.decoding.names import decode_id, decode_name
from engine.story.decoding.values import (
    Diagnostics,
    decode_expression,
    decode_line,
    decode_number,
    decode_plain_text,
    decode_prose,
    decode_texts,
    decode_truth,
    decode_word,
    line,
)
from engine.story.model import Scene, Storylet

HIGHEST_PRIORITY = 1000


def decode_scene(entry: Entry, diagnostics: Diagnostics, file: SourceFile, act: int | None) -> Scene:
    """Decode a scene of a file; `act` is the place of the file's act in the story, if it has one."""
    name = decode_id(entry.key, "a scene", diagnostics)
    fields, body = decode_fielded_block(entry.value, "a scene", SCENE_KEYS, diagnostics)
    return Scene(
        id=name,
        title=decode_line(fields.get("title"), diagnostics),
        tags=_decode_lines(fields.get("tags"), diagnostics),
        place=decode_line(fields.get("place"), diagnostics),
        date=decode_line(fields.get("date"), diagnostics),
        epigraph=decode_name(fields["epigraph"], diagnostics) if "epigraph" in fields else None,
        sources=decode_sources(fields, diagnostics),
        mark=decode_mark(fields, diagnostics),
        ending=_decode_ending(fields, diagnostics),
        body=body,
        act=act,
        file=file.path,
        span=entry.key.span,
    )


def decode_storylet(entry: Entry, diagnostics: Diagnostics, file: SourceFile, act: int | None) -> Storylet | None:
    """Decode a storylet of a file; return None if it has no deck or no label."""
    name = decode_id(entry.key, "a storylet", diagnostics)
    if not isinstance(entry.value, Mapping):
        require_mapping(entry.value, "a storylet", diagnostics)
        return None
    fields, body = decode_fielded_block(entry.value, "a storylet", STORYLET_KEYS, diagnostics)
    allowed = (*STORYLET_KEYS, *BLOCK_KEYS)
    check_required(entry.value.entries, allowed, ("deck", "label"), "a storylet", name.span, diagnostics)
    deck = decode_name(fields["deck"], diagnostics) if "deck" in fields else None
    label = decode_prose(fields.get("label"), "label", diagnostics)
    when = decode_expression(fields.get("when"), diagnostics)
    priority = decode_priority(fields, diagnostics)
    once, title = decode_truth(fields.get("once"), diagnostics), decode_line(fields.get("title"), diagnostics)
    if deck is None or label is None:
        return None
    return Storylet(name, title, deck, when, priority, once, label, body, act, file.path, entry.key.span)


def decode_priority(fields: Fields, diagnostics: Diagnostics) -> int:
    return decode_number(fields.get("priority"), -HIGHEST_PRIORITY, HIGHEST_PRIORITY, 0, diagnostics)


def decode_mark(fields: Fields, diagnostics: Diagnostics) -> Mark | None:
    """Decode how a scene or note relates to the historical record."""
    return decode_word(fields.get("mark"), MARKS, diagnostics)


def decode_sources(fields: Fields, diagnostics: Diagnostics) -> tuple[str, ...]:
    return _decode_lines(fields.get("sources"), diagnostics)


def _decode_lines(entry: Entry | None, diagnostics: Diagnostics) -> tuple[str, ...]:
    return tuple(line(scalar) for scalar in decode_texts(entry, diagnostics))


def _decode_ending(fields: Fields, diagnostics: Diagnostics) -> PlacedName | None:
    scalar = decode_plain_text(fields["ending"], diagnostics) if "ending" in fields else None
    return PlacedName(line(scalar), scalar.span) if scalar else None
