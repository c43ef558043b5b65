"""A name that does not exist is answered with the one that was meant."""

from __future__ import annotations

import pytest

from engine.diagnostics.near import did_you_mean, nearest

NAMES = ("cellar", "attic", "yard", "hall", "white_night")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("celar", "cellar"),
        ("white_nihgt", "white_night"),
        ("yrad", "yard"),
        ("zebra", None),
        ("", None),
        ("x" * 99, None),
    ],
)
def test_the_nearest_name_is_found(written: str, meant: str | None) -> None:
    assert nearest(written, NAMES) == meant


def test_the_answer_does_not_depend_on_the_order_of_the_names() -> None:
    assert nearest("cot", ["cat", "cut"]) == nearest("cot", ["cut", "cat"])


def test_the_help_offers_it_or_is_empty() -> None:
    assert did_you_mean("celar", NAMES) == "did you mean `cellar`?"
    assert did_you_mean("zebra", NAMES) == ""
