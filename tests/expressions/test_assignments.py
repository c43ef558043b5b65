"""A statement becomes a change of one cell that stops at the ends of its range."""

from __future__ import annotations

import pytest

from engine.expressions.language.terms import Change, Constant, Operation, Read, Roll, Statement
from tests.expressions.parsing import codes, scope, statement


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("eyes = 3", Change("eyes", Constant(3), 0, 6)),
        ("eyes += 1", Change("eyes", Operation("+", (Read("eyes"), Constant(1))), 0, 6)),
        ("eyes -= debt", Change("eyes", Operation("-", (Read("eyes"), Read("debt"))), 0, 6)),
        ("eyes = random(1, 6)", Roll("eyes", 1, 6, 0, 6)),
        ("debt = random(-2, 2)", Roll("debt", -2, 5, -3, 3)),
        ("lamp = true", Change("lamp", Constant(1), 0, 1)),
        ("lamp = not lamp", Change("lamp", Operation("not", (Read("lamp"),)), 0, 1)),
        ("family = told", Change("family", Constant(2), 0, 2)),
        ("family = other_family", Change("family", Read("other_family"), 0, 2)),
        ("carry += gobi", Change("carry", Operation("join", (Read("carry"), Constant(2))), 0, 7)),
        ("carry -= mauser", Change("carry", Operation("drop", (Read("carry"), Constant(4))), 0, 7)),
        ("carry = lapin", Change("carry", Constant(1), 0, 7)),
        ("carry = none", Change("carry", Constant(0), 0, 7)),
        ("carry += chest", Change("carry", Operation("join", (Read("carry"), Read("chest"))), 0, 7)),
    ],
)
def test_a_sound_statement_changes_one_cell(written: str, expected: Statement) -> None:
    given = statement(written)
    assert (given.statement, given.diagnostics) == (expected, ())


@pytest.mark.parametrize(
    ("written", "code", "helps"),
    [
        ("eyse += 1", "unknown-name", "`eyes`"),
        ("eyes += lamp", "wrong-kind", ""),
        ("lamp = eyes", "wrong-kind", ""),
        ("lamp = 1", "wrong-kind", ""),
        ("lamp += true", "wrong-assigner", "lamp = …"),
        ("family -= here", "wrong-assigner", "family = …"),
        ("family = calm", "unknown-member", "`here`"),
        ("family = mood", "wrong-kind", ""),
        ("carry += gobbi", "unknown-member", "`gobi`"),
        ("carry += none", "wrong-assigner", "carry = none"),
        ("carry -= none", "wrong-assigner", "carry = none"),
        ("carry = eyes", "wrong-kind", ""),
        ("name = eyes", "unchangeable-name", "ask"),
        ("ready = true", "unchangeable-name", "variables"),
        ("eyes = name", "text-in-condition", ""),
        ("eyes += random(1, 2)", "misplaced-random", "dice"),
        ("lamp = random(0, 1)", "wrong-kind", ""),
        ("eyes = random(6, 1)", "random-range", "random(1, 6)"),
        ("eyes = random(1, debt)", "random-range", "random(1, 6)"),
        ("eyes = visits(hall)", "unbounded-count", ""),
        ("eyes += 9007199254740992", "number-too-large", ""),
    ],
)
def test_a_mistaken_statement_is_named_and_helped(written: str, code: str, helps: str) -> None:
    given = statement(written, scope({"ready": "lamp"}))
    assert (given.statement, codes(given)) == (None, [code])
    assert helps in given.diagnostics[0].help
