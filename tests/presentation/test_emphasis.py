"""Emphasis marks become runs; what is no mark stays."""

from __future__ import annotations

import time

import pytest

from engine.presentation.emphasis import TextRun, split_runs, without_emphasis


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", (TextRun("plain"),)),
        ("*so*", (TextRun("so", True),)),
        ("**so**", (TextRun("so", False, True),)),
        ("***so***", (TextRun("so", True, True),)),
        (
            "a **b *c* d**",
            (TextRun("a "), TextRun("b ", False, True), TextRun("c", True, True), TextRun(" d", False, True)),
        ),
        ("2 * 3 * 4", (TextRun("2 "), TextRun("*"), TextRun(" 3 "), TextRun("*"), TextRun(" 4"))),
    ],
)
def test_marks_in_pairs_set_what_is_between_them(text: str, expected: tuple[TextRun, ...]) -> None:
    assert split_runs(text) == expected


@pytest.mark.parametrize("text", ["*", "**", "***", "****", "* * *", "so*", "*so", "a * b*", ""])
def test_a_mark_without_a_partner_is_printed(text: str) -> None:
    assert without_emphasis(text) == text


def test_a_hostile_text_takes_no_longer_than_it_is_long() -> None:
    begun = time.process_time()
    split_runs("**a " * 16_000 + "*b" * 16_000)
    assert time.process_time() - begun < 2
