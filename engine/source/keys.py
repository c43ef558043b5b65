"""Whether a node may be the key of a mapping entry."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.source.decode import FORBIDDEN_IN_KEY
from engine.source.messages.structure import duplicate_key, forbidden_character, key_not_text, key_too_long, merge_key
from engine.source.nodes import Node, Scalar

KEY_LIMIT = 128
"""Characters a key may have."""


def key_fault(key: Node, seen: dict[str, Span]) -> Diagnostic | None:
    """What is wrong with a key, if anything; `seen` are the keys of its mapping so far, and gains this one."""
    if not isinstance(key, Scalar):
        return key_not_text(key.span)
    unseen = FORBIDDEN_IN_KEY.search(key.text)
    if unseen:
        return forbidden_character(key.place(unseen.start(), unseen.end()), unseen.group())
    if len(key.text) > KEY_LIMIT:
        return key_too_long(key.span, KEY_LIMIT)
    if key.text == "<<" and key.style == "plain":
        return merge_key(key.span)
    if key.text in seen:
        return duplicate_key(key.span, key.text, seen[key.text])
    seen[key.text] = key.span
    return None
