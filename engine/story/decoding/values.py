"""Decode the value of one key: text, a line, a number, a truth, an expression, prose; anything else is a fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar, assert_never

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.language.tree import WrittenExpression
from engine.expressions.messages import ExpressionError
from engine.expressions.syntax.parser import parse_expression
from engine.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from engine.story.blocks import Prose
from engine.story.messages.blocks import printed_braces
from engine.story.messages.keys import bad_number, empty_value, unknown_word, wrong_shape
from engine.story.prose_forms import Setting, parse_prose

Word = TypeVar("Word", bound=str)
Parsed = TypeVar("Parsed")

Diagnostics = list[Diagnostic]
"""The faults so far; each function adds its own and continues."""

_BRACES = re.compile(r"\{[^{}\n]*\}")
_DIGITS = re.compile(r"-?[0-9]{1,10}")


def decode_text(entry: Entry, diagnostics: Diagnostics) -> Scalar | None:
    """Return the text a key must have."""
    return require_text(entry.key.text, entry.value, entry, diagnostics)


def require_text(owner: str, node: Node, entry: Entry, diagnostics: Diagnostics) -> Scalar | None:
    """Return a text that must be present and not empty."""
    if not isinstance(node, Scalar):
        diagnostics.append(wrong_shape(node.span, owner, "text", describe_shape(node)))
        return None
    if not node.text.strip():
        diagnostics.append(empty_value(entry.key.span, owner))
        return None
    return node


def decode_line(entry: Entry | None, diagnostics: Diagnostics, default: str = "") -> str:
    """Return a text as one line, spaces collapsed."""
    scalar = decode_plain_text(entry, diagnostics) if entry else None
    return line(scalar) if scalar else default


def decode_plain_text(entry: Entry, diagnostics: Diagnostics) -> Scalar | None:
    """Return a text that is printed as it is written; braces in it are a fault."""
    scalar = decode_text(entry, diagnostics)
    form = _BRACES.search(scalar.text) if scalar else None
    if scalar and form:
        diagnostics.append(printed_braces(scalar.place(*form.span()), entry.key.text, form.group()))
    return scalar


def line(scalar: Scalar) -> str:
    return " ".join(scalar.text.split())


def decode_list(entry: Entry, diagnostics: Diagnostics) -> tuple[Node, ...]:
    """Return the items a key must have, at least one."""
    if not isinstance(entry.value, Sequence):
        diagnostics.append(wrong_shape(_spot(entry), entry.key.text, "a list", describe_shape(entry.value)))
        return ()
    if not entry.value.items:
        diagnostics.append(empty_value(entry.key.span, entry.key.text))
    return entry.value.items


def decode_texts(entry: Entry | None, diagnostics: Diagnostics) -> tuple[Scalar, ...]:
    """Return several short texts: a list, or one text with commas."""
    if entry is None:
        return ()
    if isinstance(entry.value, Sequence):
        scalars = [require_text(entry.key.text, item, entry, diagnostics) for item in decode_list(entry, diagnostics)]
        return tuple(scalar for scalar in scalars if scalar)
    scalar = decode_text(entry, diagnostics)
    return split_at_commas(scalar) if scalar else ()


def split_at_commas(scalar: Scalar) -> tuple[Scalar, ...]:
    """Return the parts of a text between its commas, each with its own place."""
    parts = []
    for part in re.finditer("[^,]+", scalar.text):
        word = part.group().strip()
        start = part.start() + part.group().find(word)
        if word:
            parts.append(Scalar(word, "plain", scalar.place(start, start + len(word))))
    return tuple(parts)


def decode_number(entry: Entry | None, low: int, high: int, default: int, diagnostics: Diagnostics) -> int:
    """Decode a whole number from `low` to `high`."""
    scalar = decode_text(entry, diagnostics) if entry else None
    if entry is None or scalar is None:
        return default
    number = whole_number(scalar.text)
    if number is None or not low <= number <= high:
        diagnostics.append(bad_number(scalar.span, entry.key.text, line(scalar), low, high))
        return default
    return number


def whole_number(text: str) -> int | None:
    """Return the number written in a text of at most ten digits; None if it is no number."""
    stripped = text.strip()
    return int(stripped) if _DIGITS.fullmatch(stripped) else None


def decode_word(entry: Entry | None, words: tuple[Word, ...], diagnostics: Diagnostics) -> Word | None:
    """Decode one of a few words."""
    scalar = decode_text(entry, diagnostics) if entry else None
    if entry is None or scalar is None:
        return None
    word = next((word for word in words if word == scalar.text.strip()), None)
    if word is None:
        diagnostics.append(unknown_word(scalar.span, entry.key.text, line(scalar), words))
    return word


def decode_truth(entry: Entry | None, diagnostics: Diagnostics) -> bool:
    """Decode `true` or `false`; false if left out."""
    return decode_word(entry, ("true", "false"), diagnostics) == "true"


def decode_expression(entry: Entry | None, diagnostics: Diagnostics) -> WrittenExpression | None:
    """Parse an expression; None if it is left out or faulty."""
    return parse_text(entry, parse_expression, diagnostics)


def parse_text(
    entry: Entry | None, parse: Callable[[str, Callable[[int, int], Span]], Parsed], diagnostics: Diagnostics
) -> Parsed | None:
    """Parse the text of a key, each part with its place in the file; None if it is left out or faulty."""
    scalar = decode_text(entry, diagnostics) if entry else None
    if scalar is None:
        return None
    try:
        return parse(scalar.text, scalar.place)
    except ExpressionError as fault:
        diagnostics.append(fault.diagnostic)
        return None


def decode_prose(entry: Entry | None, setting: Setting, diagnostics: Diagnostics) -> Prose | None:
    """Parse prose and its forms; None if it is left out or no text."""
    scalar = decode_text(entry, diagnostics) if entry else None
    return parse_prose(scalar, setting, diagnostics) if scalar else None


def describe_shape(node: Node) -> str:
    """Return what a node is, in an author's words."""
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
