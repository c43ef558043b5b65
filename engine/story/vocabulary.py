"""The closed sets of words a story is written in, each defined here once and read by every later stage."""

from __future__ import annotations

from typing import Literal, assert_never, get_args

Mark = Literal["record", "disputed", "invented"]
MARKS: tuple[Mark, ...] = get_args(Mark)
StatusForm = Literal["number", "bar", "words"]
STATUS_FORMS: tuple[StatusForm, ...] = get_args(StatusForm)
Variation = Literal["visits", "cycle", "first", "shuffle"]
"""`{a | b}` by the visits of its scene, `{& a | b}` round and round, `{! a | b}` each once, `{~ a | b}` drawn."""
VARIATIONS: tuple[Variation, ...] = get_args(Variation)


def marker_of(variation: Variation) -> str:
    """Return the sign a form of this variation begins with; empty for the plain form."""
    match variation:
        case "visits":
            return ""
        case "cycle":
            return "&"
        case "first":
            return "!"
        case "shuffle":
            return "~"
        case unknown:
            assert_never(unknown)


def is_drawn(variation: Variation) -> bool:
    """Return whether chance decides which part is printed."""
    match variation:
        case "shuffle":
            return True
        case "visits" | "cycle" | "first":
            return False
        case unknown:
            assert_never(unknown)
