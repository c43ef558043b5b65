"""Parse text to expressions and statements, whose names are not resolved yet.

Most texts of a long story are written many times, and parsed once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache, partial
from typing import cast, get_args

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted, safe_line
from engine.diagnostics.span import Span
from engine.expressions.language.tree import (
    Assign,
    Assigner,
    Expression,
    FunctionCall,
    Name,
    Tree,
    Written,
    WrittenExpression,
    WrittenStatement,
)
from engine.expressions.messages import ExpressionError
from engine.expressions.syntax import pratt
from engine.expressions.syntax.cursor import Cursor
from engine.expressions.syntax.tokens import Place, tokenize

_STATEMENT = re.compile(r"[^;\n]+")
ASSIGNERS = frozenset(get_args(Assigner))
SHORTHAND = {"*=": "*", "//=": "//", "%=": "%", "/=": "//"}
"""The operator in each assignment of other languages that there is not."""
_TREES_SHARED = 4096
_not_a_statement = partial(Diagnostic, "not-a-statement")


def parse_expression(text: str, place: Place) -> WrittenExpression:
    """Parse an expression, all of the text; raise ExpressionError."""
    return _written(text, place, _expression, _shared_expression)


def parse_statements(text: str, place: Place) -> tuple[WrittenStatement, ...]:
    """Parse the statements of a `set`, separated by `;` or line breaks: at least one; raise ExpressionError."""
    statements = tuple(
        _written(part, _shift(place, offset), _statement, _shared_statement) for offset, part in _parts(text)
    )
    if not statements:
        help_ = "write a statement, as in `lamp = true`, or leave `set` out"
        raise ExpressionError(_not_a_statement("this `set` says nothing", place(0, len(text)), help_))
    return statements


def _written(
    text: str, place: Place, parse: Callable[[str, Place], Tree], parse_shared: Callable[[str], Tree | None]
) -> Written[Tree]:
    """Parse a text, or share the tree of the same text if each character of it is one column of one line."""
    span = place(0, len(text))
    if span.line == span.end_line and span.end_column - span.column == len(text):
        tree = parse_shared(text)
        if tree is not None:
            return Written(tree, span)
    return Written(parse(text, place), None)


def _expression(text: str, place: Place) -> Expression:
    cursor = Cursor(tokenize(text, place), place)
    expression = pratt.parse(cursor, pratt.OR)
    pratt.finish(cursor)
    pratt.refuse_random(expression)
    return expression


@lru_cache(_TREES_SHARED)
def _shared_expression(text: str) -> Expression | None:
    with suppress(ExpressionError):  # raised again where it is known at which place
        return _expression(text, _place_in_text)
    return None


@lru_cache(_TREES_SHARED)
def _shared_statement(text: str) -> Assign | None:
    with suppress(ExpressionError):
        return _statement(text, _place_in_text)
    return None


def _place_in_text(start: int, end: int) -> Span:
    return Span("", 1, start + 1, 1, max(start + 1, end) + 1)


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
        raise ExpressionError(_wrong_assigner(cursor.place(assigner), name.text, assigner.text))
    value = _value(cursor, name.text)
    return Assign(name, cast(Assigner, assigner.text), value, name.span.through(value.span))


def _wrong_assigner(span: Span, name: str, text: str) -> Diagnostic:
    variable = safe_line(name, 40)
    if text == "==":
        return _not_a_statement("`==` compares, and a `set` gives a value", span, f"write `{variable} = …`")
    if text in SHORTHAND:
        help_ = f"write `{variable} = {variable} {SHORTHAND[text]} …`"
        return _not_a_statement(f"`{text}` is not one of `=`, `+=`, `-=`", span, help_)
    rest = f"and {quoted(text)} stands there" if text else "and nothing follows"
    return _not_a_statement(f"`=`, `+=` or `-=` must follow {quoted(name)}, {rest}", span, f"as in `{variable} = …`")


def _target(cursor: Cursor) -> Name:
    token = cursor.take()
    if token.kind != "name":
        message = (
            f"a statement begins with a variable, and {quoted(token.text) if token.text else 'nothing'} stands there"
        )
        help_ = "write a statement, as in `lamp = true`"
        raise ExpressionError(_not_a_statement(message, cursor.place(token), help_))
    return Name(token.text, cursor.grow(token))


def _value(cursor: Cursor, name: str) -> Expression:
    value = pratt.parse(cursor, pratt.OR)
    if cursor.is_at(","):
        variable, message = safe_line(name, 40), "a statement gives one value, and a comma follows it"
        members = f"a set is given member by member: `{variable} = gobi; {variable} += lapin`"
        help_ = f"put `;` between two statements; {members}"
        raise ExpressionError(Diagnostic("several-values", message, cursor.place(cursor.token), help_))
    pratt.finish(cursor)
    for part in value.arguments if isinstance(value, FunctionCall) and value.function == "random" else (value,):
        pratt.refuse_random(part)
    return value
