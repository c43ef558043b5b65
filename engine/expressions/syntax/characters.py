"""Characters that no expression may hold, named so that an author can find them.

Must not let through anything that looks like something else: only printable ASCII, but for the letters and digits of
any script inside the `( )` of a scene or choice.
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
"""What an author or a word processor writes, and what was meant."""

BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and signs that print as nothing."""


def is_hidden(character: str) -> bool:
    """Whether a character cannot be seen on a page, or turns the ones around it about."""
    if character in " \t\n\r":
        return False
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}
        or character in BLANK_LETTERS
    )


def name_of(character: str) -> str:
    """A character as its code point and Unicode name, all of it safe to print."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'CONTROL CHARACTER')}"


def refuse(character: str, span: Span) -> ExpressionFault:
    """The fault for a character that has no meaning in an expression."""
    if is_hidden(character):
        return ExpressionFault(character_in_expression(span, None, name_of(character), None))
    named = name_of(character) if ord(character) > 126 else None
    return ExpressionFault(character_in_expression(span, character, named, LOOKALIKES.get(character)))
