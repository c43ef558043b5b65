"""Decodes scenes and storylets: their own fields, and the block they are."""

from __future__ import annotations

from engine.language import BLOCK_KEYS, MARKS, SCENE_KEYS, STORYLET_KEYS, Mark
from engine.source.nodes import Entry, Mapping, SourceFile
from engine.story.blocks import Named
from engine.story.decoding.blocks import fielded_block
from engine.story.decoding.keys import Fields, check_required, mapping_of
from engine.story.decoding.names import given_id, name_of
from engine.story.decoding.values import (
    Found,
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


def scenes_of(entry: Entry, file: SourceFile, act: int | None, found: Found) -> tuple[Scene, ...]:
    """The scenes a file holds, in the order written."""
    mapping = mapping_of(entry.value, "scenes", found)
    return tuple(_scene(given, file, act, found) for given in mapping.entries) if mapping else ()


def _scene(entry: Entry, file: SourceFile, act: int | None, found: Found) -> Scene:
    named = given_id(entry.key, "a scene", found)
    fields, body = fielded_block(entry.value, "a scene", SCENE_KEYS, found)
    return Scene(
        id=named,
        title=line_of(fields.get("title"), found),
        tags=_lines(fields.get("tags"), found),
        place=line_of(fields.get("place"), found),
        date=line_of(fields.get("date"), found),
        epigraph=name_of(fields["epigraph"], found) if "epigraph" in fields else None,
        sources=sources_of(fields, found),
        mark=mark_of(fields, found),
        ending=_ending(fields, found),
        body=body,
        act=act,
        file=file.path,
        span=entry.key.span,
    )


def storylets_of(entry: Entry, file: SourceFile, act: int | None, found: Found) -> tuple[Storylet, ...]:
    """The storylets a file holds, in the order written; one that cannot be made is left out."""
    mapping = mapping_of(entry.value, "storylets", found)
    made = [_storylet(given, file, act, found) for given in mapping.entries] if mapping else []
    return tuple(storylet for storylet in made if storylet)


def _storylet(entry: Entry, file: SourceFile, act: int | None, found: Found) -> Storylet | None:
    named = given_id(entry.key, "a storylet", found)
    if not isinstance(entry.value, Mapping):
        mapping_of(entry.value, "a storylet", found)
        return None
    fields, body = fielded_block(entry.value, "a storylet", STORYLET_KEYS, found)
    known = (*STORYLET_KEYS, *BLOCK_KEYS)
    check_required(entry.value.entries, known, ("deck", "label"), "a storylet", named.span, found)
    deck = name_of(fields["deck"], found) if "deck" in fields else None
    label = prose_of(fields.get("label"), "label", found)
    when = expression_of(fields.get("when"), found)
    priority = priority_of(fields, found)
    once, title = truth_of(fields.get("once"), found), line_of(fields.get("title"), found)
    if deck is None or label is None:
        return None
    return Storylet(named, title, deck, when, priority, once, label, body, act, file.path, entry.key.span)


def priority_of(fields: Fields, found: Found) -> int:
    return number_of(fields.get("priority"), -HIGHEST_PRIORITY, HIGHEST_PRIORITY, 0, found)


def mark_of(fields: Fields, found: Found) -> Mark | None:
    """How a scene or note stands to the record."""
    return word_of(fields.get("mark"), MARKS, found)


def sources_of(fields: Fields, found: Found) -> tuple[str, ...]:
    return _lines(fields.get("sources"), found)


def _lines(entry: Entry | None, found: Found) -> tuple[str, ...]:
    return tuple(line(scalar) for scalar in texts_of(entry, found))


def _ending(fields: Fields, found: Found) -> Named | None:
    scalar = plain_of(fields["ending"], found) if "ending" in fields else None
    return Named(line(scalar), scalar.span) if scalar else None
