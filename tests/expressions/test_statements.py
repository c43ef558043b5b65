"""A `set` is read as statements, each with its place."""

from __future__ import annotations

import pytest

from engine.expressions.syntax.parser import parse_statements
from tests.expressions.parsing import place, refusal


def test_statements_are_parted_by_semicolons_and_line_breaks() -> None:
    written = parse_statements("eyes += 1; lamp = true;\n\n  carry -= mauser\n", place)
    assert [(part.tree.name.text, part.tree.operator) for part in written] == [
        ("eyes", "+="),
        ("lamp", "="),
        ("carry", "-="),
    ]
    assert [part.span for part in written] == [place(0, 9), place(11, 22), place(27, 42)]


def test_random_is_the_whole_of_what_a_statement_gives() -> None:
    (assign,) = parse_statements("eyes = random(1, 6)", place)
    assert getattr(assign.tree.value, "function", "") == "random"


@pytest.mark.parametrize(
    ("written", "code", "helps"),
    [
        ("", "not-a-statement", "lamp = true"),
        (" ;\n", "not-a-statement", "lamp = true"),
        ("eyes", "not-a-statement", "eyes = …"),
        ("lamp == true", "not-a-statement", "lamp = …"),
        ("eyes *= 2", "not-a-statement", "eyes = eyes * …"),
        ("3 = eyes", "not-a-statement", "lamp = true"),
        ("eyes++", "not-a-statement", "eyes = …"),
        ("carry.gobi = true", "not-a-statement", "carry = …"),
        ("lamp = eyes = 3", "single-equals", "`==`"),
        ("carry = lapin, gobi", "several-values", "carry += lapin"),
        ("eyes += 1, lamp = true", "several-values", ""),
        ("eyes = random(1, 6) + 1", "misplaced-random", "variable"),
        ("eyes = random(random(1, 2), 6)", "misplaced-random", "variable"),
        ("eyes = ", "unfinished-expression", ""),
        ("eyes = 1 # more", "unexpected-word", ""),
    ],
)
def test_what_is_no_statement_is_refused_with_what_helps(written: str, code: str, helps: str) -> None:
    diagnostic = refusal(parse_statements, written).diagnostic
    assert (diagnostic.code, helps in diagnostic.help) == (code, True), diagnostic


def test_the_fault_of_a_later_statement_points_into_the_whole_text() -> None:
    assert refusal(parse_statements, "eyes += 1; lamp == true").diagnostic.span == place(16, 18)
