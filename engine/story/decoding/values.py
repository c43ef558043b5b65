"""What one key may hold: text, a line, a number, a truth, an expression, prose; anything else is a fault."""

from __future__ import annotations

import re
from typing import TypeVar, assert_never

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.messages import ExpressionFault
from engine.expressions.parser import parse_expression
from engine.expressions.tree import Expression
from engine.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from engine.story.blocks import Prose
from engine.story.messages.forms import printed_braces
from engine.story.messages.keys import bad_number, empty_value, unknown_word, wrong_shape
from engine.story.prose_forms import Setting, parse_prose

Word = TypeVar("Word", bound=str)

Found = list[Diagnostic]
"""The faults met so far; decoding goes on past each of them."""

_BRACES = re.compile(r"\{[^{}\n]*\}")
_DIGITS = re.compile(r"-?[0-9]{1,10}")


def text_of(entry: Entry, found: Found) -> Scalar | None:
    """The text a key must hold."""
    return filled(entry.key.text, entry.value, entry, found)


def filled(owner: str, node: Node, entry: Entry, found: Found) -> Scalar | None:
    """A text that is there and not empty."""
    if not isinstance(node, Scalar):
        found.append(wrong_shape(node.span, owner, "text", shape_of(node)))
        return None
    if not node.text.strip():
        found.append(empty_value(entry.key.span, owner))
        return None
    return node


def line_of(entry: Entry | None, found: Found, default: str = "") -> str:
    """A text on one line, spaces collapsed."""
    scalar = plain_of(entry, found) if entry else None
    return line(scalar) if scalar else default


def plain_of(entry: Entry, found: Found) -> Scalar | None:
    """A text that is printed as it stands, forms and all."""
    scalar = text_of(entry, found)
    form = _BRACES.search(scalar.text) if scalar else None
    if scalar and form:
        found.append(printed_braces(scalar.place(*form.span()), entry.key.text, form.group()))
    return scalar


def line(scalar: Scalar) -> str:
    return " ".join(scalar.text.split())


def list_of(entry: Entry, found: Found) -> tuple[Node, ...]:
    """The items a key must hold, at least one."""
    if not isinstance(entry.value, Sequence):
        found.append(wrong_shape(_spot(entry), entry.key.text, "a list", shape_of(entry.value)))
        return ()
    if not entry.value.items:
        found.append(empty_value(entry.key.span, entry.key.text))
    return entry.value.items


def texts_of(entry: Entry | None, found: Found) -> tuple[Scalar, ...]:
    """Several short texts: a list, or one text with commas."""
    if entry is None:
        return ()
    if isinstance(entry.value, Sequence):
        given = [filled(entry.key.text, item, entry, found) for item in list_of(entry, found)]
        return tuple(scalar for scalar in given if scalar)
    scalar = text_of(entry, found)
    return split_at_commas(scalar) if scalar else ()


def split_at_commas(scalar: Scalar) -> tuple[Scalar, ...]:
    """The parts of a text between its commas, each with its own place."""
    parts = []
    for part in re.finditer("[^,]+", scalar.text):
        word = part.group().strip()
        start = part.start() + part.group().find(word)
        if word:
            parts.append(Scalar(word, "plain", scalar.place(start, start + len(word))))
    return tuple(parts)


def number_of(entry: Entry | None, low: int, high: int, default: int, found: Found) -> int:
    """A whole number from `low` to `high`."""
    scalar = text_of(entry, found) if entry else None
    if entry is None or scalar is None:
        return default
    number = whole_number(scalar.text)
    if number is None or not low <= number <= high:
        found.append(bad_number(scalar.span, entry.key.text, line(scalar), low, high))
        return default
    return number


def whole_number(text: str) -> int | None:
    """The number a text is, if it is one of at most ten digits."""
    stripped = text.strip()
    return int(stripped) if _DIGITS.fullmatch(stripped) else None


def word_of(entry: Entry | None, words: tuple[Word, ...], found: Found) -> Word | None:
    """One of a few words."""
    scalar = text_of(entry, found) if entry else None
    if entry is None or scalar is None:
        return None
    word = next((word for word in words if word == scalar.text.strip()), None)
    if word is None:
        found.append(unknown_word(scalar.span, entry.key.text, line(scalar), words))
    return word


def truth_of(entry: Entry | None, found: Found) -> bool:
    """`true` or `false`; false when left out."""
    return word_of(entry, ("true", "false"), found) == "true"


def expression_of(entry: Entry | None, found: Found) -> Expression | None:
    """An expression, parsed; None when left out or at fault."""
    scalar = text_of(entry, found) if entry else None
    if scalar is None:
        return None
    try:
        return parse_expression(scalar.text, scalar.place)
    except ExpressionFault as refused:
        found.append(refused.diagnostic)
        return None


def prose_of(entry: Entry | None, setting: Setting, found: Found) -> Prose | None:
    """Prose with its forms found; None when left out or not text."""
    scalar = text_of(entry, found) if entry else None
    return parse_prose(scalar, setting, found) if scalar else None


def shape_of(node: Node) -> str:
    """A node in an author's words."""
    match node:
        case Scalar():
            return "text" if node.text.strip() else "nothing"
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"
        case unknown:
            assert_never(unknown)


def _spot(entry: Entry) -> Span:
    is_blank = isinstance(entry.value, Scalar) and not entry.value.text.strip()
    return entry.key.span if is_blank else entry.value.span
