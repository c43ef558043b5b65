"""Refuse characters that no expression may contain, and name them so that an author can find them.

Only printable ASCII is allowed, since others look alike; but a scene or choice inside `( )` may use the letters and
digits of any script.
"""

from __future__ import annotations

import unicodedata

from engine.diagnostics.span import Span
from engine.expressions.messages import ExpressionFault
from engine.expressions.messages.syntax import character_in_expression

LOOKALIKES = {
    "≥": ">=", "≤": "<=", "≠": "!=", "−": "-", "–": "-", "—": "-", "×": "*", "∧": "and", "∨": "or", "¬": "not",
    "（": "(", "）": ")", "，": ",", "；": ";", "＝": "=",
}  # fmt: skip
"""What an author or a word processor may write, and what it means."""

BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and signs that print nothing."""


def is_hidden(character: str) -> bool:
    """Return whether a character is invisible, or changes the order in which others are displayed."""
    if character in " \t\n\r":
        return False
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}
        or character in BLANK_LETTERS
    )


def name_of(character: str) -> str:
    """Return the code point and Unicode name of a character, safe to print."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'CONTROL CHARACTER')}"


def refuse(character: str, span: Span) -> ExpressionFault:
    """Return the fault of a character that has no meaning in an expression."""
    if is_hidden(character):
        return ExpressionFault(character_in_expression(span, None, name_of(character), None))
    name = name_of(character) if ord(character) > 126 else None
    return ExpressionFault(character_in_expression(span, character, name, LOOKALIKES.get(character)))
