"""Places, scopes and shorthands the tests of expressions share."""

from __future__ import annotations

from engine.diagnostics.span import Span
from engine.expressions.language.kinds import Kind
from engine.expressions.messages import ExpressionError
from engine.expressions.semantics.resolve import (
    Resolved,
    ResolvedStatement,
    resolve_condition,
    resolve_statement,
    resolve_value,
)
from engine.expressions.semantics.scope import Scope
from engine.expressions.syntax.declarations import parse_variable
from engine.expressions.syntax.parser import parse_expression, parse_statements


def place(start: int, end: int) -> Span:
    """The whole text is line 1 of one file."""
    return Span("story.yaml", 1, start + 1, 1, max(start, end - 1) + 2)


def kind(declaration: str) -> Kind:
    return parse_variable(declaration, place)[0]


VARIABLES = {
    "eyes": "0..6 = 0",
    "debt": "-3..3",
    "lamp": "false",
    "family": "one of here, blind, told",
    "other_family": "one of here, blind, told",
    "mood": "one of calm, here",
    "carry": "any of lapin, gobi, mauser",
    "chest": "any of lapin, gobi, mauser",
    "gobi": "0..9",
    "name": "text = Yamaguchi",
}
ADDRESSES = {
    "hall": ("listen", "listen.wait", "leave.wait", "leave.turn-back", "turn-back", "leave.go"),
    "yard": ("wait",),
}


def scope(derived: dict[str, str] | None = None, here: str | None = "hall", **variables: str) -> Scope:
    """The story the tests ask about, with more variables if a test needs them."""
    return Scope(
        variables={name: kind(text) for name, text in (VARIABLES | variables).items()},
        derived={name: parse_expression(text, place) for name, text in (derived or {}).items()},
        scenes=frozenset({"hall", "yard", "cellar"}),
        addresses=ADDRESSES,
        here=here,
    )


def condition(text: str, within: Scope | None = None) -> Resolved:
    return resolve_condition(parse_expression(text, place), within or scope())


def value(text: str, within: Scope | None = None) -> Resolved:
    return resolve_value(parse_expression(text, place), within or scope())


def statement(text: str, within: Scope | None = None) -> ResolvedStatement:
    (assign,) = parse_statements(text, place)
    return resolve_statement(assign, within or scope())


def codes(resolved: Resolved | ResolvedStatement) -> list[str]:
    return [diagnostic.code for diagnostic in resolved.diagnostics]


def refusal(parse: object, text: str) -> ExpressionError:
    """The fault that a parser raises for a text."""
    assert callable(parse)
    try:
        parse(text, place)
    except ExpressionError as refused:
        return refused
    raise AssertionError(f"not refused: {text}")
