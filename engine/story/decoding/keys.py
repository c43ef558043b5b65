"""Read the keys of a mapping: which are allowed, which are required, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from engine.diagnostics.span import Span
from engine.language import OFFERINGS, STEPS
from engine.source.nodes import Entry, Mapping, Node
from engine.story.blocks import Block
from engine.story.decoding.values import Diagnostics, decode_list, describe_shape
from engine.story.messages.keys import else_order, key_order, likely_key, missing_key, unknown_key, wrong_shape

Item = TypeVar("Item")

MANY = 100
"""Beyond so many faults no nearest name is looked for: nobody reads that far, and comparing names is expensive."""

Fields = dict[str, Entry]
Fielded = tuple[Fields, Block]
"""The own fields of a scene, choice or storylet, and its block."""
ReadFielded = Callable[[Node, str, Sequence[str], Diagnostics], Fielded]
"""Reads a block that may begin with fields: the node, what it belongs to, the fields it may have."""

_RANKS = {"if": 1, **dict.fromkeys(STEPS, 2), **dict.fromkeys(OFFERINGS, 3), "then": 4, "go": 5, "else": 6}


def require_mapping(node: Node, owner: str, diagnostics: Diagnostics) -> Mapping | None:
    """Return a node that must be a mapping; `owner` is its key, or words for what it is: `a note`."""
    if isinstance(node, Mapping):
        return node
    diagnostics.append(wrong_shape(node.span, owner, "a mapping", describe_shape(node)))
    return None


def decode_entries(
    entry: Entry, decode: Callable[[Entry, Diagnostics], Item | None], diagnostics: Diagnostics
) -> tuple[Item, ...]:
    """Decode what each key of a section defines, in the order written; a faulty one is left out."""
    mapping = require_mapping(entry.value, entry.key.text, diagnostics)
    items = [decode(inner, diagnostics) for inner in mapping.entries] if mapping else []
    return tuple(item for item in items if item is not None)


def decode_items(
    entry: Entry, decode: Callable[[Node, Diagnostics], Item | None], diagnostics: Diagnostics
) -> tuple[Item, ...]:
    """Decode the items of a list, in the order written; a faulty one is left out."""
    items = [decode(node, diagnostics) for node in decode_list(entry, diagnostics)]
    return tuple(item for item in items if item is not None)


def read_fields(mapping: Mapping, owner: str, allowed: Sequence[str], diagnostics: Diagnostics) -> Fields:
    """Return the entries by key; an unknown key is a fault and left out."""
    fields: Fields = {}
    for entry in mapping.entries:
        if entry.key.text in allowed:
            fields[entry.key.text] = entry
        else:
            suggestions = allowed if len(diagnostics) < MANY else ()
            diagnostics.append(unknown_key(entry.key.span, entry.key.text, owner, suggestions))
    return fields


def read_record(
    node: Node, owner: str, allowed: Sequence[str], required: Collection[str], diagnostics: Diagnostics
) -> Fields:
    """Return the fields of a plain record; none if it is no mapping."""
    mapping = require_mapping(node, owner, diagnostics)
    if mapping is None:
        return {}
    fields = read_fields(mapping, owner, allowed, diagnostics)
    check_required([entry.key.text for entry in mapping.entries], allowed, required, owner, mapping.span, diagnostics)
    return fields


def check_required(
    keys: Collection[str],
    allowed: Sequence[str],
    required: Collection[str],
    owner: str,
    span: Span,
    diagnostics: Diagnostics,
) -> None:
    """Report every required key that is missing, unless a misspelt key is reported in its place."""
    missing = [key for key in required if key not in keys]
    if missing and len(diagnostics) < MANY:
        misspelt = {likely_key(key, allowed) for key in keys if key not in allowed}
        diagnostics.extend(missing_key(span, key, owner) for key in missing if key not in misspelt)


def check_order(entries: Sequence[Entry], diagnostics: Diagnostics) -> None:
    """Report keys out of order: fields, `if`, steps, `choices` or `hub`, `then`, `go`, and `else` at the end."""
    alternative = next((entry for entry in entries if entry.key.text == "else"), None)
    if alternative and alternative is not entries[-1]:
        diagnostics.append(else_order(alternative.key.span, entries[-1].key.text))
    in_order = [entry for entry in entries if entry is not alternative]
    for position, entry in enumerate(in_order):
        above = next((other for other in in_order[:position] if _rank(other) > _rank(entry)), None)
        if above:
            diagnostics.append(key_order(entry.key.span, entry.key.text, above.key.text, entry.key.text in STEPS))


def _rank(entry: Entry) -> int:
    """Return the rank of a key in that order; fields of the scene or choice itself have the lowest."""
    return _RANKS.get(entry.key.text, 0)
