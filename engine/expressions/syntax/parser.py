"""Parse text to expressions and statements, whose names are not resolved yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from engine.diagnostics.span import Span
from engine.expressions.language.tree import Assign, Assigner, Expression, FunctionCall, Name
from engine.expressions.messages import ExpressionFault
from engine.expressions.messages.syntax import empty_statement, not_a_statement, several_values, statement_without_name
from engine.expressions.syntax import pratt
from engine.expressions.syntax.cursor import Cursor
from engine.expressions.syntax.tokens import Place, tokenize

_STATEMENT = re.compile(r"[^;\n]+")
ASSIGNERS = frozenset({"=", "+=", "-="})


def parse_expression(text: str, place: Place) -> Expression:
    """Parse an expression, all of the text; raise ExpressionFault."""
    expression = pratt.parse_whole(Cursor(tokenize(text, place), place))
    pratt.refuse_random(expression)
    return expression


def parse_statements(text: str, place: Place) -> tuple[Assign, ...]:
    """Parse the statements of a `set`, separated by `;` or line breaks: at least one; raise ExpressionFault."""
    statements = tuple(_statement(part, _shift(place, offset)) for offset, part in _parts(text))
    if not statements:
        raise ExpressionFault(empty_statement(place(0, len(text))))
    return statements


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield each part between `;` and line breaks that is not blank, with its offset."""
    for match in _STATEMENT.finditer(text):
        if part := match.group().strip(" \t\r"):
            yield match.start() + match.group().index(part[0]), part


def _shift(place: Place, offset: int) -> Place:
    def place_of_part(start: int, end: int) -> Span:
        return place(start + offset, end + offset)

    return place_of_part


def _statement(text: str, place: Place) -> Assign:
    cursor = Cursor(tokenize(text, place), place)
    name = _target(cursor)
    assigner = cursor.take()
    if assigner.kind != "sign" or assigner.text not in ASSIGNERS:
        raise ExpressionFault(not_a_statement(cursor.place(assigner), name.text, assigner.text))
    value = _value(cursor, name.text)
    return Assign(name, cast(Assigner, assigner.text), value, name.span.through(value.span))


def _target(cursor: Cursor) -> Name:
    token = cursor.take()
    if token.kind != "name":
        raise ExpressionFault(statement_without_name(cursor.place(token), token.text))
    return Name(token.text, cursor.grow(token))


def _value(cursor: Cursor, name: str) -> Expression:
    value = pratt.parse(cursor, pratt.OR)
    if cursor.is_at(","):
        raise ExpressionFault(several_values(cursor.place(cursor.token), name))
    pratt.finish(cursor)
    for part in value.arguments if isinstance(value, FunctionCall) and value.function == "random" else (value,):
        pratt.refuse_random(part)
    return value
