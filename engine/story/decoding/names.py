"""Names as an author writes them: ids that are given, and references to scenes and the like."""

from __future__ import annotations

import re

from engine.expressions.functions import FUNCTIONS
from engine.language import DESTINATIONS, ID, LONGEST_ID, RESERVED
from engine.source.nodes import Entry, Scalar
from engine.story.blocks import Named
from engine.story.decoding.values import Found, line, text_of, texts_of
from engine.story.messages.ids import bad_id, not_a_name, reserved_id

_ID = re.compile(ID, re.ASCII)


def given_id(scalar: Scalar, what: str, found: Found) -> Named:
    """The id something is defined with; `what` names the thing: `a scene`."""
    text = scalar.text.strip()
    if not is_id(text):
        found.append(bad_id(scalar.span, what, line(scalar)))
    elif text in RESERVED or text in _reserved_for(what):
        found.append(reserved_id(scalar.span, what, text))
    return Named(text, scalar.span)


def is_id(text: str) -> bool:
    """Lower case letters, digits and `_`, a letter first."""
    return len(text) <= LONGEST_ID and bool(_ID.fullmatch(text))


def name_of(entry: Entry, found: Found) -> Named | None:
    """A reference by name to something defined elsewhere."""
    scalar = text_of(entry, found)
    return reference(scalar, entry.key.text, found) if scalar else None


def scene_of(entry: Entry, found: Found) -> Named | None:
    """A reference to a scene, where `on` and `back` mean nothing."""
    named = name_of(entry, found)
    if named and named.text in DESTINATIONS:
        found.append(not_a_name(named.span, entry.key.text, named.text))
        return None
    return named


def names_of(entry: Entry | None, found: Found) -> tuple[Named, ...]:
    """Several references: a list, or one text with commas."""
    if entry is None:
        return ()
    references = (reference(scalar, entry.key.text, found) for scalar in texts_of(entry, found))
    return tuple(named for named in references if named)


def reference(scalar: Scalar, key: str, found: Found) -> Named | None:
    """A name as written; a fault when it is prose or no name at all. `key` is where it stands, or empty."""
    text = scalar.text.strip()
    if not is_id(text):
        found.append(not_a_name(scalar.span, key, line(scalar)))
        return None
    return Named(text, scalar.span)


def _reserved_for(what: str) -> frozenset[str]:
    if what in ("a scene", "a storylet"):
        return DESTINATIONS
    return frozenset(FUNCTIONS) if what in ("a variable", "a derived value") else frozenset()
