"""Decodes a `choices` or `hub` list: choices, `use`, `draw`, and the `else` at its end."""

from __future__ import annotations

from engine.language import CHOICE_KEYS, DRAW_KEYS, LONGEST_ID
from engine.source.nodes import Entry, Mapping, Node, Scalar
from engine.story.blocks import Block, Choice, Draw, Offered, Offering, PlacedName, Use
from engine.story.decoding.keys import Fields, ReadFielded, record_of
from engine.story.decoding.names import name_of, scene_of
from engine.story.decoding.values import (
    Diagnostics,
    expression_of,
    line,
    list_of,
    number_of,
    prose_of,
    shape_of,
    text_of,
    truth_of,
)
from engine.story.messages.blocks import choice_without_target, else_not_last, locked_without_when, two_labels
from engine.story.messages.keys import bad_choice_id, needs_id, wrong_shape
from engine.story.prose_forms import parse_prose
from engine.story.slugs import is_choice_id, slugify

MOST_DRAWN = 100


def offering_of(entry: Entry, read: ReadFielded, diagnostics: Diagnostics) -> Offering:
    """Decode everything that a list of choices offers."""
    items = list_of(entry, diagnostics)
    otherwise: Block | None = None
    offers: list[Offered] = []
    for item in items:
        alternative = _alternative(item)
        if alternative is None:
            offers.extend(_offers_of(item, read, diagnostics))
            continue
        if item is not items[-1]:
            diagnostics.append(else_not_last(alternative.key.span))
        record_of(item, "else", ("else",), (), diagnostics)
        otherwise = read(alternative.value, "a block", (), diagnostics)[1]
    return Offering(tuple(offers), otherwise, entry.key.text == "hub", entry.value.span)


def _alternative(item: Node) -> Entry | None:
    if isinstance(item, Mapping) and item.entries and item.entries[0].key.text == "else":
        return item.entries[0]
    return None


def _offers_of(item: Node, read: ReadFielded, diagnostics: Diagnostics) -> list[Offered]:
    """Decode one entry of the list; none if it is faulty."""
    if isinstance(item, Scalar):
        diagnostics.append(choice_without_target(item.span, line(item)))
        return []
    if not isinstance(item, Mapping) or not item.entries:
        diagnostics.append(wrong_shape(item.span, "a choice", "`Label: block`", shape_of(item)))
        return []
    keys = {entry.key.text for entry in item.entries}
    if item.entries[0].key.text == "use":
        return _use(item, diagnostics)
    if item.entries[0].key.text == "draw" or keys == {"draw", "limit"} or keys == {"draw", "shuffle"}:
        return _draw(item, diagnostics)
    return _choice(item, read, diagnostics)


def _use(item: Mapping, diagnostics: Diagnostics) -> list[Offered]:
    fields = record_of(item, "use", ("use",), (), diagnostics)
    scene = scene_of(fields["use"], diagnostics)
    return [Use(scene, item.span)] if scene else []


def _draw(item: Mapping, diagnostics: Diagnostics) -> list[Offered]:
    fields = record_of(item, "draw", DRAW_KEYS, (), diagnostics)
    deck = name_of(fields["draw"], diagnostics)
    limit = number_of(fields["limit"], 1, MOST_DRAWN, 1, diagnostics) if "limit" in fields else None
    shuffle = truth_of(fields.get("shuffle"), diagnostics)
    return [Draw(deck, limit, shuffle, item.span)] if deck else []


def _choice(item: Mapping, read: ReadFielded, diagnostics: Diagnostics) -> list[Offered]:
    first, *others = item.entries
    diagnostics.extend(two_labels(other.key.span, line(other.key), first.key.span) for other in others[:1])
    label = parse_prose(first.key, "label", diagnostics)
    fields, body = read(first.value, "a choice", CHOICE_KEYS, diagnostics)
    if "locked" in fields and "when" not in fields:
        diagnostics.append(locked_without_when(fields["locked"].key.span))
    choice = Choice(
        id=_id(first.key, fields, diagnostics),
        label=label,
        when=expression_of(fields.get("when"), diagnostics),
        locked=prose_of(fields.get("locked"), "label", diagnostics),
        once=truth_of(fields.get("once"), diagnostics),
        body=body,
        span=first.key.span,
    )
    return [choice]


def _id(label: Scalar, fields: Fields, diagnostics: Diagnostics) -> PlacedName:
    """Return the id of a choice, or else the slug of its label."""
    scalar = text_of(fields["id"], diagnostics) if "id" in fields else None
    if scalar is None:
        label_slug = slugify(label.text)
        if "id" not in fields and not label_slug:
            diagnostics.append(needs_id(label.span, line(label)))
        return PlacedName(label_slug, label.span)
    text = scalar.text.strip()
    if not is_choice_id(text) or len(text) > LONGEST_ID:
        diagnostics.append(bad_choice_id(scalar.span, line(scalar)))
    return PlacedName(text, scalar.span)
