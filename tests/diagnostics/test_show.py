"""What is shown can be seen, and is obeyed by no terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics.show import quoted, safe, safe_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “text”", "plain – “text”"),
        ("\x1b]0;x\a", "^[]0;x^G"),
        ("a\x00b\x7f", "a^@b^?"),
        ("\x9b2J", "<U+009B>2J"),
        ("a\u202eb\u200b", "a<U+202E>b<U+200B>"),
        ("\ud800", "<U+D800>"),
        ("a\nb\tc\r", "a^Jb^Ic^M"),
        ("\U000e0041", "<U+E0041>"),
        ("שלום", "שלום"),
    ],
)
def test_unsafe_and_unseen_characters_are_spelled_out(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text())
def test_nothing_a_terminal_obeys_gets_through(text: str) -> None:
    shown = safe(text)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in shown)
    shown.encode()


def test_a_long_line_is_cut_and_says_so() -> None:
    assert safe_line("x" * 300) == "x" * 300
    assert safe_line("x" * 301) == "x" * 299 + "…"
    assert len(safe_line("\x9b" * 200)) == 300


def test_a_name_stands_in_backticks() -> None:
    assert quoted("cellar") == "`cellar`"
