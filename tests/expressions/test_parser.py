"""Expressions are read with Python's precedence, and what is none is refused with what helps."""

from __future__ import annotations

import pytest

from engine.diagnostics.span import Span
from engine.expressions.language.tree import (
    Binary,
    Comparison,
    Expression,
    FunctionCall,
    Name,
    Number,
    Reference,
    Truth,
    Unary,
)
from engine.expressions.syntax.parser import parse_expression
from tests.expressions.parsing import place, refusal


def shape(part: Expression | Reference) -> str:
    """An expression with every operation in parentheses."""
    match part:
        case Number(value):
            return str(value)
        case Truth(value):
            return str(value).lower()
        case Name(text) | Reference(text):
            return text
        case Unary(operator, operand):
            return f"({operator} {shape(operand)})"
        case Binary(operator, left, right):
            return f"({shape(left)} {operator} {shape(right)})"
        case Comparison(first, rest):
            return f"({shape(first)}{''.join(f' {sign} {shape(side)}' for sign, side in rest)})"
        case FunctionCall(function, arguments):
            return f"{function}({', '.join(map(shape, arguments))})"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a or b and not c", "(a or (b and (not c)))"),
        ("not a == b", "(not (a == b))"),
        ("not carry has gobi and lamp", "((not (carry has gobi)) and lamp)"),
        ("carry has gobi or eyes >= 3", "((carry has gobi) or (eyes >= 3))"),
        ("1 + 2 * 3 - 4", "((1 + (2 * 3)) - 4)"),
        ("7 // 2 % 3", "((7 // 2) % 3)"),
        ("-a * b", "((- a) * b)"),
        ("1--2", "(1 - (- 2))"),
        ("0 < eyes <= 6", "(0 < eyes <= 6)"),
        ("(0 < eyes) == lamp", "((0 < eyes) == lamp)"),
        ("max(1, 2, eyes) > count(carry)", "(max(1, 2, eyes) > count(carry))"),
        ("took(leave-the-cap)", "took(leave-the-cap)"),
        ("took(  hall.3-doors.открыть )", "took(hall.3-doors.открыть)"),
        ("seen(yard) and not\n  visits(hall) > 2", "(seen(yard) and (not (visits(hall) > 2)))"),
        ("turns() > 9", "(turns() > 9)"),
    ],
)
def test_operators_hold_as_in_python(written: str, expected: str) -> None:
    assert shape(parse_expression(written, place).tree) == expected


@pytest.mark.parametrize(
    ("written", "code", "helps"),
    [
        ("lamp = true", "single-equals", "`==`"),
        ("lamp && eyes", "not-an-operator", "`and`"),
        ("lamp || eyes", "not-an-operator", "`or`"),
        ("!lamp", "not-an-operator", "`not`"),
        ("eyes => 3", "not-an-operator", "`>=`"),
        ("eyes <> 3", "not-an-operator", "`!=`"),
        ("eyes / 2 > 1", "not-an-operator", "`//`"),
        ("eyes ** 2", "not-an-operator", "comparisons"),
        ("eyes ? 1", "not-an-operator", "comparisons"),
        ("True", "not-an-operator", "`true`"),
        ("lamp AND eyes", "not-an-operator", "`and`"),
        ("lamp is true", "unexpected-word", "`==`"),
        ("eyes 3", "unexpected-word", "operator"),
        ("eyes > 3 has gobi", "unexpected-word", "parentheses"),
        ("carry has gobi == lamp", "unexpected-word", "parentheses"),
        ("carry has not gobi", "unexpected-word", "not carry has gobi"),
        ("lamp == not lamp", "unexpected-word", "parentheses"),
        ("(eyes > 3", "unfinished-expression", ""),
        ("eyes >", "unfinished-expression", ""),
        ("", "unfinished-expression", ""),
        ("and lamp", "unfinished-expression", ""),
        ("carry.gobi", "reaching-inside", "has"),
        ("carry[0]", "reaching-inside", "has"),
        ("count(carry).size", "reaching-inside", "has"),
        ("eyes > 1.5", "not-a-number", "whole"),
        ("eyes > 1_000", "not-a-number", "digits"),
        ("eyes > 0x10", "not-a-number", "digits"),
        ("eyes > 99999999999999999", "not-a-number", "9007199254740992"),
        ("family == 'here'", "quoted-text", "`here`"),
        ("family == “here”", "quoted-text", "`here`"),
        ("family == ‘here’", "quoted-text", "`here`"),
        ("here in carry", "unexpected-word", "`carry has here`"),
        ("lamp or here not in carry", "unexpected-word", "`not carry has here`"),
        ("name == Ann", "malformed-name", "cannot be compared"),
        ("visitz(hall) > 3", "unknown-function", "`visits`"),
        ("eval(1)", "unknown-function", "there are"),
        ("min(1) > 3", "wrong-arguments", "min(a, b)"),
        ("turns(3) > 3", "wrong-arguments", "turns()"),
        ("seen()", "wrong-arguments", "seen(scene)"),
        ("seen((hall))", "wrong-arguments", "seen(scene)"),
        ("seen(hall, yard)", "unexpected-word", ""),
        ("random(1, 6) > 3", "misplaced-random", "variable"),
        ("Vraiment", "malformed-name", "`vraiment`"),
        ("_lamp", "malformed-name", "`lamp`"),
        ("eyes ≥ 3", "character-in-expression", "`>=`"),
        ("été", "character-in-expression", ""),
        ("lamp\u202e", "character-in-expression", "delete"),
        ("la\u200bmp", "character-in-expression", "delete"),
        ("lamp\u00a0and lamp", "character-in-expression", "delete"),
        ("seen(ha\u200bll)", "character-in-expression", "delete"),
        ("1 + " * 60 + "1", "expression-too-large", "derived"),
        ("(" * 40 + "1" + ")" * 40, "expression-too-large", "derived"),
        ("-" * 40 + "1", "expression-too-large", "derived"),
        ("eyes > 1" + " " * 500, "expression-too-large", "derived"),
    ],
)
def test_what_is_no_expression_is_refused_with_what_helps(written: str, code: str, helps: str) -> None:
    diagnostic = refusal(parse_expression, written).diagnostic
    assert (diagnostic.code, helps in diagnostic.help) == (code, True), diagnostic


def test_a_fault_points_at_the_sign_itself() -> None:
    assert refusal(parse_expression, "lamp and eyes = 3").diagnostic.span == place(14, 15)


def test_a_part_knows_where_it_stands() -> None:
    written = parse_expression("lamp and 0 < eyes <= 6", place)
    assert isinstance(written.tree, Binary)
    assert written.place(written.tree.right.span) == place(9, 22)


def test_what_is_written_twice_is_parsed_once_and_has_two_places() -> None:
    first = parse_expression("lamp or eyes > 2", place)
    second = parse_expression("lamp or eyes > 2", lambda start, end: place(start + 30, end + 30))
    assert first.tree is second.tree
    assert (first.span, second.span) == (place(0, 16), place(30, 46))


def test_what_is_written_over_two_lines_has_its_own_tree() -> None:
    def place_below(start: int, end: int) -> Span:
        return Span("story.yaml", 1 + (start > 6), 1, 1 + (end > 6), 1 + end)

    written = parse_expression("lamp or eyes > 2", place_below)
    assert written.tree is not parse_expression("lamp or eyes > 2", place).tree
    assert written.span == place_below(0, 16)


def test_a_message_never_repeats_an_unseen_character() -> None:
    diagnostic = refusal(parse_expression, "lamp \u202e").diagnostic
    assert "\u202e" not in diagnostic.message
    assert "RIGHT-TO-LEFT OVERRIDE" in diagnostic.message
