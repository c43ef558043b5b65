"""Emphasis marks become runs; what is no mark stays."""

from __future__ import annotations

import time

import pytest

from engine.runtime.emphasis import Run, plain_words, runs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", (Run("plain"),)),
        ("*so*", (Run("so", True),)),
        ("**so**", (Run("so", False, True),)),
        ("***so***", (Run("so", True, True),)),
        ("a **b *c* d**", (Run("a "), Run("b ", False, True), Run("c", True, True), Run(" d", False, True))),
        ("2 * 3 * 4", (Run("2 "), Run("*"), Run(" 3 "), Run("*"), Run(" 4"))),
    ],
)
def test_marks_in_pairs_set_what_is_between_them(text: str, expected: tuple[Run, ...]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize("text", ["*", "**", "***", "****", "* * *", "so*", "*so", "a * b*", ""])
def test_a_mark_without_a_partner_is_printed(text: str) -> None:
    assert plain_words(text) == text


def test_a_hostile_text_takes_no_longer_than_it_is_long() -> None:
    begun = time.process_time()
    runs("**a " * 16_000 + "*b" * 16_000)
    assert time.process_time() - begun < 2
