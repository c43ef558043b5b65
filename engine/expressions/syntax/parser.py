"""Text into expressions and statements, names still names; a text that is neither is refused with its place."""

from __future__ import annotations

from engine.expressions.language.tree import Assign, Expression
from engine.expressions.syntax import pratt, statements
from engine.expressions.syntax.cursor import Cursor
from engine.expressions.syntax.tokens import Place, tokenize


def parse_expression(text: str, place: Place) -> Expression:
    """An expression, all of the text; raises ExpressionFault."""
    expression = pratt.whole(Cursor(tokenize(text, place), place))
    pratt.refuse_random(expression)
    return expression


def parse_statements(text: str, place: Place) -> tuple[Assign, ...]:
    """The statements of a `set`, parted by `;` or line breaks: at least one; raises ExpressionFault."""
    return statements.parse(text, place)
