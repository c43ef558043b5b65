"""A variable's declaration gives its kind and its start."""

from __future__ import annotations

import pytest

from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.expressions.syntax.declarations import parse_variable
from tests.expressions.parsing import place, refusal

FAMILY = OneOfKind(("here", "blind", "told"))
BAGS = AnyOfKind(("lapin", "gobi", "mauser"))


@pytest.mark.parametrize(
    ("written", "kind", "start"),
    [
        ("0..6 = 0", NumberKind(0, 6), 0),
        ("0 .. 6=4", NumberKind(0, 6), 4),
        ("-3..3", NumberKind(-3, 3), 0),
        ("2..9", NumberKind(2, 9), 2),
        ("-9..-2", NumberKind(-9, -2), -9),
        ("false", TruthKind(), 0),
        ("true", TruthKind(), 1),
        ("one of here, blind, told", FAMILY, 0),
        ("one of here, blind, told = told", FAMILY, 2),
        ("any of lapin, gobi, mauser", BAGS, 0),
        ("any of lapin, gobi, mauser = gobi", BAGS, 2),
        ("any of lapin, gobi, mauser = mauser, lapin", BAGS, 5),
        ("any of lapin, gobi, mauser = none", BAGS, 0),
        ("text", TextKind(), ""),
        ("text = Yamaguchi = no, 3", TextKind(), "Yamaguchi = no, 3"),
        ("one of none, some", OneOfKind(("none", "some")), 0),
    ],
)
def test_a_declaration_says_what_a_variable_can_be(written: str, kind: Kind, start: int | str) -> None:
    assert parse_variable(written, place) == (kind, start)


@pytest.mark.parametrize(
    ("written", "code", "helps"),
    [
        ("0", "number-without-range", "0..10 = 0"),
        ("= 12", "number-without-range", "0..12 = 12"),
        ("number = -4", "number-without-range", "-4..10 = -4"),
        ("6..0", "empty-range", "0..6"),
        ("0..6 = 7", "start-outside-range", "0..7 = 7"),
        ("0..", "not-a-number", ""),
        ("0..six", "not-a-number", ""),
        ("0..1.5", "not-a-number", "whole"),
        ("0..6 = two", "not-a-number", ""),
        ("0..99999999999999999999", "not-a-number", "9007199254740992"),
        ("yes", "not-a-declaration", "`true`"),
        ("False", "not-a-declaration", "`false`"),
        ("", "not-a-declaration", "range"),
        ("calm, angry", "not-a-declaration", "`one of calm, angry`"),
        ("calm | angry", "not-a-declaration", "`one of calm, angry`"),
        ("list of a, b", "not-a-declaration", "range"),
        ("one of here, here", "duplicate-member", "out"),
        ("one of", "malformed-name", "name"),
        ("one of here,, blind", "malformed-name", "comma"),
        ("any of Here", "malformed-name", "`here`"),
        ("any of not, gobi", "malformed-name", ""),
        ("any of none, gobi", "malformed-name", ""),
        ("one of here, blind = blnid", "unknown-member", "`blind`"),
        ("any of here, blind = here, tld", "unknown-member", "`blind`"),
        ("any of " + ", ".join(f"m{n}" for n in range(63)), "too-many-members", "several"),
        ("one of " + ", ".join(f"m{n}" for n in range(257)), "too-many-members", "several"),
        ("one of " + "m" * 65, "malformed-name", "shorten"),
        ("text = " + "word " * 41, "long-start", "shorten"),
        ("any of he\u200bre", "character-in-expression", "delete"),
    ],
)
def test_a_mistaken_declaration_is_refused_with_what_helps(written: str, code: str, helps: str) -> None:
    diagnostic = refusal(parse_variable, written).diagnostic
    assert (diagnostic.code, helps in diagnostic.help) == (code, True), diagnostic


def test_a_second_member_of_the_same_name_points_at_both() -> None:
    diagnostic = refusal(parse_variable, "one of here, blind, here").diagnostic
    assert (diagnostic.span, diagnostic.also) == (place(20, 24), (place(7, 11),))
