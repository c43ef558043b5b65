"""Signs and words of other languages, met where an operator or a value should stand, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable

from engine.diagnostics.span import Span
from engine.expressions.messages import ExpressionFault
from engine.expressions.messages.syntax import not_an_operator, single_equals
from engine.expressions.syntax.tokens import Token

SIGNS = {
    "&&": "and", "&": "and", "||": "or", "|": "or", "!": "not", "~": "not",
    "===": "==", "!==": "!=", "<>": "!=", "=>": ">=", "=<": "<=", "/": "//",
}  # fmt: skip
WITHOUT = frozenset({"**", "^", "?", "**=", "//=", "*=", "/=", "%=", "+=", "-="})
"""Signs this language has nothing for inside an expression."""
WORDS = {"is": "==", "isnt": "!=", "eq": "==", "mod": "%", "in": "has", "contains": "has", "xor": "!="}
"""Words that can only be meant as operators where they stand after a value."""


def refuse_foreign_operator(token: Token, place: Callable[[Token], Span]) -> None:
    """Raises ExpressionFault if a sign is one of another language, and nothing at all otherwise."""
    if token.kind != "sign":
        return
    if token.text == "=":
        raise ExpressionFault(single_equals(place(token)))
    if token.text in SIGNS or token.text in WITHOUT:
        raise ExpressionFault(not_an_operator(place(token), token.text, SIGNS.get(token.text)))
