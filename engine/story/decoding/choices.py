"""Decodes a `choices` or `hub` list: choices, `use`, `draw`, and the `else` that ends it."""

from __future__ import annotations

from engine.language import CHOICE_KEYS, DRAW_KEYS, LONGEST_ID
from engine.source.nodes import Entry, Mapping, Node, Scalar
from engine.story.blocks import Block, Choice, Draw, Named, Offered, Offering, Use
from engine.story.decoding.keys import Fields, ReadFielded, record_of
from engine.story.decoding.names import name_of, scene_of
from engine.story.decoding.values import (
    Found,
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
from engine.story.messages.ids import bad_choice_id, needs_id
from engine.story.messages.keys import wrong_shape
from engine.story.prose_forms import parse_prose
from engine.story.slugs import is_choice_id, slug

MOST_DRAWN = 100


def offering_of(entry: Entry, read: ReadFielded, found: Found) -> Offering:
    """All that a list of choices offers."""
    items = list_of(entry, found)
    otherwise: Block | None = None
    offered: list[Offered] = []
    for item in items:
        alternative = _alternative(item)
        if alternative is None:
            offered.extend(_offered(item, read, found))
            continue
        if item is not items[-1]:
            found.append(else_not_last(alternative.key.span))
        record_of(item, "else", ("else",), (), found)
        otherwise = read(alternative.value, "a block", (), found)[1]
    return Offering(tuple(offered), otherwise, entry.key.text == "hub", entry.value.span)


def _alternative(item: Node) -> Entry | None:
    if isinstance(item, Mapping) and item.entries and item.entries[0].key.text == "else":
        return item.entries[0]
    return None


def _offered(item: Node, read: ReadFielded, found: Found) -> list[Offered]:
    """One entry of the list, or none if it is at fault."""
    if isinstance(item, Scalar):
        found.append(choice_without_target(item.span, line(item)))
        return []
    if not isinstance(item, Mapping) or not item.entries:
        found.append(wrong_shape(item.span, "a choice", "`Label: block`", shape_of(item)))
        return []
    keys = {entry.key.text for entry in item.entries}
    if item.entries[0].key.text == "use":
        return _use(item, found)
    if item.entries[0].key.text == "draw" or keys == {"draw", "limit"} or keys == {"draw", "shuffle"}:
        return _draw(item, found)
    return _choice(item, read, found)


def _use(item: Mapping, found: Found) -> list[Offered]:
    fields = record_of(item, "use", ("use",), (), found)
    scene = scene_of(fields["use"], found)
    return [Use(scene, item.span)] if scene else []


def _draw(item: Mapping, found: Found) -> list[Offered]:
    fields = record_of(item, "draw", DRAW_KEYS, (), found)
    deck = name_of(fields["draw"], found)
    limit = number_of(fields["limit"], 1, MOST_DRAWN, 1, found) if "limit" in fields else None
    shuffle = truth_of(fields.get("shuffle"), found)
    return [Draw(deck, limit, shuffle, item.span)] if deck else []


def _choice(item: Mapping, read: ReadFielded, found: Found) -> list[Offered]:
    first, *others = item.entries
    found.extend(two_labels(other.key.span, line(other.key), first.key.span) for other in others[:1])
    label = parse_prose(first.key, "label", found)
    fields, body = read(first.value, "a choice", CHOICE_KEYS, found)
    if "locked" in fields and "when" not in fields:
        found.append(locked_without_when(fields["locked"].key.span))
    choice = Choice(
        id=_id(first.key, fields, found),
        label=label,
        when=expression_of(fields.get("when"), found),
        locked=prose_of(fields.get("locked"), "label", found),
        once=truth_of(fields.get("once"), found),
        body=body,
        span=first.key.span,
    )
    return [choice]


def _id(label: Scalar, fields: Fields, found: Found) -> Named:
    """The id given, else the label's slug."""
    given = text_of(fields["id"], found) if "id" in fields else None
    if given is None:
        made = slug(label.text)
        if "id" not in fields and not made:
            found.append(needs_id(label.span, line(label)))
        return Named(made, label.span)
    text = given.text.strip()
    if not is_choice_id(text) or len(text) > LONGEST_ID:
        found.append(bad_choice_id(given.span, line(given)))
    return Named(text, given.span)
