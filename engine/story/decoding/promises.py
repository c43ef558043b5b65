"""Decodes `prove`: what the author promises of every playthrough."""

from __future__ import annotations

from typing import assert_never, cast

from engine.language import PROMISE_KEYS, PromiseKey
from engine.source.nodes import Entry, Mapping, Node
from engine.story.decoding.keys import fields_of, mapping_of, record_of
from engine.story.decoding.names import scene_of
from engine.story.decoding.values import Diagnostics, expression_of, list_of, number_of
from engine.story.messages.keys import missing_key, wrong_shape
from engine.story.model import Promise
from engine.story.promises import Always, Before, Never, Reach, Within

MOST_TURNS = 1_000_000


def promises_of(entry: Entry, diagnostics: Diagnostics) -> tuple[Promise, ...]:
    """Decode the promises of a file, in the order written; a faulty one is left out."""
    promises = [_promise(item, diagnostics) for item in list_of(entry, diagnostics)]
    return tuple(promise for promise in promises if promise)


def _promise(node: Node, diagnostics: Diagnostics) -> Promise | None:
    mapping = mapping_of(node, "a promise", diagnostics)
    if mapping is None:
        return None
    entries = tuple(fields_of(mapping, "a promise", PROMISE_KEYS, diagnostics).values())
    if len(mapping.entries) > 1:
        diagnostics.append(wrong_shape(mapping.entries[1].key.span, "a promise", "one key", "a second"))
    if not mapping.entries:
        diagnostics.append(missing_key(mapping.span, PROMISE_KEYS[0], "a promise"))
    return _of_kind(entries[0], mapping, diagnostics) if entries else None


def _of_kind(entry: Entry, mapping: Mapping, diagnostics: Diagnostics) -> Promise | None:
    match cast(PromiseKey, entry.key.text):
        case "always":
            condition = expression_of(entry, diagnostics)
            return Always(condition, mapping.span) if condition else None
        case "never":
            condition = expression_of(entry, diagnostics)
            return Never(condition, mapping.span) if condition else None
        case "reach":
            scene = scene_of(entry, diagnostics)
            return Reach(scene, mapping.span) if scene else None
        case "within":
            return _within(entry, mapping, diagnostics)
        case "before":
            return _before(entry, mapping, diagnostics)
        case unknown:
            assert_never(unknown)


def _within(entry: Entry, mapping: Mapping, diagnostics: Diagnostics) -> Promise | None:
    fields = record_of(entry.value, "within", ("ending", "turns"), ("ending", "turns"), diagnostics)
    ending = scene_of(fields["ending"], diagnostics) if "ending" in fields else None
    turns = number_of(fields.get("turns"), 0, MOST_TURNS, 0, diagnostics)
    return Within(ending, turns, mapping.span) if ending else None


def _before(entry: Entry, mapping: Mapping, diagnostics: Diagnostics) -> Promise | None:
    fields = record_of(entry.value, "before", ("first", "then"), ("first", "then"), diagnostics)
    first = scene_of(fields["first"], diagnostics) if "first" in fields else None
    then = scene_of(fields["then"], diagnostics) if "then" in fields else None
    return Before(first, then, mapping.span) if first and then else None
