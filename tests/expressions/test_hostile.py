"""Any text at all is an expression or is refused with a diagnostic, and numbers are Python's numbers."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from engine.diagnostics.diagnostic import Diagnostic
from engine.expressions.messages import ExpressionError
from engine.expressions.semantics.evaluate import evaluator
from engine.expressions.semantics.resolve import resolve_condition, resolve_statement, resolve_value
from engine.expressions.syntax.declarations import parse_variable
from engine.expressions.syntax.parser import parse_expression, parse_statements
from tests.expressions.parsing import place, scope, value
from tests.expressions.samples import hostile_texts, python_texts

SCOPE = scope({"ready": "carry has gobi and eyes >= 3", "circle": "not circle"})
INDEX = {"eyes": 0, "debt": 1, "lamp": 2}
STATES = [(eyes, debt, lamp) for eyes in (0, 1, 6) for debt in (-3, 0, 2) for lamp in (0, 1)]
MANY = 1000


def check(*diagnostics: Diagnostic) -> None:
    """Every diagnostic is printable as it is, and short."""
    for diagnostic in diagnostics:
        words = diagnostic.message + diagnostic.help
        assert words.isprintable(), words
        assert len(words) < 260, words
        assert not diagnostic.message[:1].isupper(), words
        assert not diagnostic.message.endswith("."), words


def read_expression(text: str) -> str:
    """What became of a text: `term`, or the code of its first fault."""
    try:
        expression = parse_expression(text, place)
    except ExpressionError as refused:
        check(refused.diagnostic)
        return refused.diagnostic.code
    shown = resolve_value(expression, SCOPE)
    check(*shown.diagnostics, *resolve_condition(expression, SCOPE).diagnostics)
    return shown.diagnostics[0].code if shown.diagnostics else "term"


def read_statements(text: str) -> str:
    try:
        statements = parse_statements(text, place)
    except ExpressionError as refused:
        check(refused.diagnostic)
        return refused.diagnostic.code
    for statement in statements:
        check(*resolve_statement(statement, SCOPE).diagnostics)
    return "statements"


def read_declaration(text: str) -> str:
    try:
        parse_variable(text, place)
    except ExpressionError as refused:
        check(refused.diagnostic)
        return refused.diagnostic.code
    return "declared"


def test_any_text_is_an_expression_or_is_refused() -> None:
    met = Counter(map(read_expression, islice(hostile_texts(1), MANY)))
    assert met["term"] > 10
    assert len(met) > 12


def test_any_text_is_statements_or_is_refused() -> None:
    forms = ("{}", "eyes = {}", "carry += {}", "lamp = {}")
    texts = islice(hostile_texts(2), MANY)
    met = Counter(read_statements(forms[number % 4].format(text)) for number, text in enumerate(texts))
    assert met["statements"] > 20
    assert len(met) > 8


def test_any_text_is_a_declaration_or_is_refused() -> None:
    forms = ("{}", "one of {}", "any of gobi = {}", "0..{}", "-3..3 = {}", "text = {}")
    texts = islice(hostile_texts(3), MANY)
    met = Counter(read_declaration(forms[number % 6].format(text)) for number, text in enumerate(texts))
    assert met["declared"] > 20
    assert len(met) > 6


def agrees_with_python(text: str) -> bool:
    """Whether a text was small enough to compare; fails if its value is another than Python's."""
    try:
        resolved = value(text, SCOPE)
    except ExpressionError as refused:
        assert refused.diagnostic.code == "expression-too-large", text
        return False
    if resolved.term is None:
        assert {diagnostic.code for diagnostic in resolved.diagnostics} == {"number-too-large"}, text
        return False
    ours = evaluator(resolved.term, INDEX)
    theirs = compile(text, "a story", "eval")
    for state in STATES:
        names = dict(zip(INDEX, state, strict=True))
        assert ours(state) == eval(theirs, {"__builtins__": {}, "abs": abs, "min": min, "max": max}, names), text  # noqa: S307 - texts made here
    return True


def test_what_python_reads_too_has_pythons_value() -> None:
    compared = sum(map(agrees_with_python, islice(python_texts(4), MANY)))
    assert compared > MANY * 0.8
