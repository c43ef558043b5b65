"""Lines break at spaces, by what they take on the screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics.show import cell_width
from engine.presentation.wrapping import wrap


def test_words_go_on_the_line_they_fit_on() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]


def test_a_no_break_space_keeps_its_words_together() -> None:
    assert wrap("dit : non\u00a0!", 9) == ["dit :", "non\u00a0!"]


def test_wide_characters_count_twice() -> None:
    assert wrap("満州 関東軍", 6) == ["満州", "関東軍"]


def test_an_over_long_word_is_cut() -> None:
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]


def test_line_feeds_stay() -> None:
    assert wrap("a\n\nb", 9) == ["a", "", "b"]


@given(st.text(alphabet="ab 満\u0301\u00a0\n", max_size=60), st.integers(2, 20))
def test_no_line_is_wider_than_asked_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
