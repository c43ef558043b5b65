"""The keys of a mapping: which are known, which must be there, and in what order they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from engine.diagnostics.span import Span
from engine.language import OFFERINGS, STEPS
from engine.source.nodes import Entry, Mapping, Node
from engine.story.blocks import Block
from engine.story.decoding.values import Found, shape_of
from engine.story.messages.keys import else_order, key_order, likely_key, missing_key, unknown_key, wrong_shape

MANY = 100
"""Past so many faults no nearest name is looked for: nobody reads that far, and likeness is dear."""

Fields = dict[str, Entry]
Fielded = tuple[Fields, Block]
"""The fields a scene, choice or storylet has of its own, and the rest of it."""
ReadBlock = Callable[[Node, Found], Block]
ReadFielded = Callable[[Node, str, Sequence[str], Found], Fielded]
"""Reads a block that may begin with fields: the node, what it belongs to, the fields it may have."""

_RANKS = {"if": 1, **dict.fromkeys(STEPS, 2), **dict.fromkeys(OFFERINGS, 3), "then": 4, "go": 5, "else": 6}


def mapping_of(node: Node, owner: str, found: Found) -> Mapping | None:
    """A mapping where one is due; `owner` is its key or what it is: `a note`."""
    if isinstance(node, Mapping):
        return node
    found.append(wrong_shape(node.span, owner, "a mapping", shape_of(node)))
    return None


def fields_of(mapping: Mapping, owner: str, known: Sequence[str], found: Found) -> Fields:
    """The entries by key; an unknown key is a fault and left out."""
    fields: Fields = {}
    for entry in mapping.entries:
        if entry.key.text in known:
            fields[entry.key.text] = entry
        else:
            offered = known if len(found) < MANY else ()
            found.append(unknown_key(entry.key.span, entry.key.text, owner, offered))
    return fields


def record_of(node: Node, owner: str, known: Sequence[str], required: Collection[str], found: Found) -> Fields:
    """The fields of a plain record; none at all when it is no mapping."""
    mapping = mapping_of(node, owner, found)
    if mapping is None:
        return {}
    fields = fields_of(mapping, owner, known, found)
    check_required(mapping.entries, known, required, owner, mapping.span, found)
    return fields


def check_required(
    entries: Sequence[Entry], known: Sequence[str], required: Collection[str], owner: str, span: Span, found: Found
) -> None:
    """Every required key that is neither given nor, told already, misspelt."""
    given = {entry.key.text for entry in entries}
    missing = [key for key in required if key not in given]
    if missing and len(found) < MANY:
        misspelt = {likely_key(key, known) for key in given if key not in known}
        found.extend(missing_key(span, key, owner) for key in missing if key not in misspelt)


def check_order(entries: Sequence[Entry], found: Found) -> None:
    """Fields first, `if`, the steps, `choices` or `hub`, `then`, `go`, and `else` at the very end."""
    alternative = next((entry for entry in entries if entry.key.text == "else"), None)
    if alternative and alternative is not entries[-1]:
        found.append(else_order(alternative.key.span, entries[-1].key.text))
    in_order = [entry for entry in entries if entry is not alternative]
    for position, entry in enumerate(in_order):
        above = next((other for other in in_order[:position] if _rank(other) > _rank(entry)), None)
        if above:
            found.append(key_order(entry.key.span, entry.key.text, above.key.text, entry.key.text in STEPS))


def _rank(entry: Entry) -> int:
    """A field of the scene or choice itself has the lowest."""
    return _RANKS.get(entry.key.text, 0)
