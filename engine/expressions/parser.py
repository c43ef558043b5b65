"""Text into expressions and statements, names still names; a text that is neither is refused with its place."""

from __future__ import annotations

from engine.expressions import pratt, statements
from engine.expressions.cursor import Cursor
from engine.expressions.tokens import Place, tokenize
from engine.expressions.tree import Assign, Expression


def parse_expression(text: str, place: Place) -> Expression:
    """An expression, all of the text; raises ExpressionFault."""
    expression = pratt.whole(Cursor(tokenize(text, place), place))
    pratt.refuse_random(expression)
    return expression


def parse_statements(text: str, place: Place) -> tuple[Assign, ...]:
    """The statements of a `set`, parted by `;` or line breaks: at least one; raises ExpressionFault."""
    return statements.parse(text, place)
