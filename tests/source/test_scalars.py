"""Scalars keep the author's paragraphs and the place of every character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.source.compose import compose
from engine.source.gather import SourceText
from engine.source.nodes import Scalar


def read(value: str) -> Scalar:
    composition = compose([SourceText("s.yaml", True, f"k: {value}\n".encode())])
    assert [found for found in composition.diagnostics if found.severity == "error"] == []
    scalar = composition.files[0].root.entries[0].value
    assert isinstance(scalar, Scalar)
    return scalar


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("one", "one"),
        ("one\n  two", "one two"),
        ("one\n\n  two", "one\n\ntwo"),
        ("one\n\n\n\n  two", "one\n\ntwo"),
        ("'it''s\n\n  so'", "it's\n\nso"),
        ('"a\\tb\n\n  \\u00e9"', "a\tb\n\né"),
        ('"a\\\n  b"', "ab"),
        ('"a\n  b\\nc"', "a b\nc"),
        ("|\n  one\n  two\n\n  three", "one\ntwo\n\nthree\n"),
        ("|\n  one\n   \n  two", "one\n\ntwo\n"),
        ("|-\n  one", "one"),
        ("|2\n    one\n   two", "  one\n two\n"),
        (">\n  one\n  two\n\n  three", "one two\n\nthree"),
        (">\n  one\n    two\n  three", "one\n  two\nthree"),
        ("|", ""),
        ("no", "no"),
        ("12:30", "12:30"),
        ("1.10", "1.10"),
    ],
)
def test_a_blank_line_starts_a_paragraph_in_every_style(written: str, text: str) -> None:
    assert read(written).text == text


@pytest.mark.parametrize(
    "written",
    [
        "one target\n  two",
        "one\n\n  two target",
        "'it''s target'",
        "'it''s\n\n   a target'",
        '"\\u00e9 target"',
        '"one \\\n   target"',
        '"one\n\n    \\"target"',
        "|\n  one\n  a target\n",
        "|\n\n      one\n\n      a target\n",
        ">\n  one\n  a target\n\n  end\n",
        ">\n  one\n\n  a target",
    ],
)
def test_every_word_is_found_at_its_place(written: str) -> None:
    source = f"k: {written}\n".split("\n")
    scalar = read(written)
    start = scalar.text.index("target")
    place = scalar.place(start, start + len("target"))
    line = source[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == "target"


@given(st.lists(st.text("ab c\u00e9\U0001f408", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=6))
def test_every_character_of_a_literal_is_found_at_its_place(lines: list[str]) -> None:
    source = ["k: |", *(f"    {line}" for line in lines)]
    composition = compose([SourceText("s.yaml", True, ("\n".join(source) + "\n").encode())])
    scalar = composition.files[0].root.entries[0].value
    assert isinstance(scalar, Scalar)
    for offset, character in enumerate(scalar.text):
        place = scalar.place(offset, offset + 1)
        assert character == "\n" or source[place.line - 1][place.column - 1] == character
