"""Pages as lines of rich text for a screen."""

from __future__ import annotations

import pytest
from rich.text import Text

from engine.frontends.terminal.measure import Measure, signs
from engine.frontends.terminal.typesetting import typeset_page
from engine.presentation.blocks import Paragraph


def test_a_paragraph_of_thousands_of_lines_is_cut_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    cuts: list[Text] = []
    divide = Text.divide

    def counted(text: Text, offsets: list[int]) -> object:
        cuts.append(text)
        return divide(text, offsets)

    monkeypatch.setattr(Text, "divide", counted)
    (block,) = typeset_page((Paragraph(("字" * 3000,)),), Measure(5, 0), signs("utf-8"))
    assert [line.plain for line in block] == ["字字"] * 1500 + [""]
    assert len(cuts) == 1
