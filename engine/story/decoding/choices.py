"""Decode a `choices` or `hub` list: choices, `use`, `draw`, and the `else` at its end."""

from __future__ import annotations

from engine.language import CHOICE_KEYS, DRAW_KEYS
from engine.source.nodes import Entry, Mapping, Node, Scalar
from engine.story.blocks import Block, Choice, Draw, Offered, Offering, Use
from engine.story.decoding.keys import ReadFielded, read_record
from engine.story.decoding.names import decode_id_or_slug, decode_name, decode_scene_name
from engine.story.decoding.values import (
    Diagnostics,
    decode_expression,
    decode_list,
    decode_number,
    decode_prose,
    decode_truth,
    describe_shape,
    line,
)
from engine.story.messages.blocks import choice_without_target, else_not_last, locked_without_when, two_labels
from engine.story.messages.keys import wrong_shape
from engine.story.prose_forms import parse_prose

MOST_DRAWN = 100


def decode_offering(entry: Entry, read: ReadFielded, diagnostics: Diagnostics) -> Offering:
    """Decode everything that a list of choices offers."""
    items = decode_list(entry, diagnostics)
    otherwise: Block | None = None
    offers: list[Offered] = []
    for item in items:
        alternative = _alternative(item)
        if alternative is None:
            offers.extend(_decode_offers(item, read, diagnostics))
            continue
        if item is not items[-1]:
            diagnostics.append(else_not_last(alternative.key.span))
        read_record(item, "else", ("else",), (), diagnostics)
        otherwise = read(alternative.value, "a block", (), diagnostics)[1]
    return Offering(tuple(offers), otherwise, entry.key.text == "hub", entry.value.span)


def _alternative(item: Node) -> Entry | None:
    if isinstance(item, Mapping) and item.entries and item.entries[0].key.text == "else":
        return item.entries[0]
    return None


def _decode_offers(item: Node, read: ReadFielded, diagnostics: Diagnostics) -> list[Offered]:
    """Decode one entry of the list; none if it is faulty."""
    if isinstance(item, Scalar):
        diagnostics.append(choice_without_target(item.span, line(item)))
        return []
    if not isinstance(item, Mapping) or not item.entries:
        diagnostics.append(wrong_shape(item.span, "a choice", "`Label: block`", describe_shape(item)))
        return []
    keys = {entry.key.text for entry in item.entries}
    if item.entries[0].key.text == "use":
        return _decode_use(item, diagnostics)
    if item.entries[0].key.text == "draw" or keys == {"draw", "limit"} or keys == {"draw", "shuffle"}:
        return _decode_draw(item, diagnostics)
    return _decode_choice(item, read, diagnostics)


def _decode_use(item: Mapping, diagnostics: Diagnostics) -> list[Offered]:
    fields = read_record(item, "use", ("use",), (), diagnostics)
    scene = decode_scene_name(fields["use"], diagnostics)
    return [Use(scene, item.span)] if scene else []


def _decode_draw(item: Mapping, diagnostics: Diagnostics) -> list[Offered]:
    fields = read_record(item, "draw", DRAW_KEYS, (), diagnostics)
    deck = decode_name(fields["draw"], diagnostics)
    limit = decode_number(fields["limit"], 1, MOST_DRAWN, 1, diagnostics) if "limit" in fields else None
    shuffle = decode_truth(fields.get("shuffle"), diagnostics)
    return [Draw(deck, limit, shuffle, item.span)] if deck else []


def _decode_choice(item: Mapping, read: ReadFielded, diagnostics: Diagnostics) -> list[Offered]:
    first, *others = item.entries
    diagnostics.extend(two_labels(other.key.span, line(other.key), first.key.span) for other in others[:1])
    label = parse_prose(first.key, "label", diagnostics)
    fields, body = read(first.value, "a choice", CHOICE_KEYS, diagnostics)
    if "locked" in fields and "when" not in fields:
        diagnostics.append(locked_without_when(fields["locked"].key.span))
    return [
        Choice(
            id=decode_id_or_slug(fields, first.key.text, first.key.span, diagnostics),
            label=label,
            when=decode_expression(fields.get("when"), diagnostics),
            locked=decode_prose(fields.get("locked"), "label", diagnostics),
            once=decode_truth(fields.get("once"), diagnostics),
            body=body,
            span=first.key.span,
        )
    ]
