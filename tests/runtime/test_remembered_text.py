"""A text that comes again is joined and tidied once for each of its variants, and long texts are not kept."""

from __future__ import annotations

from pathlib import Path

import pytest

import engine
from engine.runtime import prose_printer

STORY = """\
story: Twice
start: hall
vars:
  lamp: false
  door: false
  cup: false
scenes:
  hall:
    text: |
      {body}
    choices:
      - Lamp: {{set: lamp = not lamp, go: hall}}
      - Door: {{set: door = not door, go: hall}}
      - Cup: {{set: cup = not cup, go: hall}}
"""


@pytest.mark.parametrize("forms", [1, 2, 3])
def test_each_variant_is_what_its_conditions_say(tmp_path: Path, forms: int) -> None:
    names = ("lamp", "door", "cup")[:forms]
    body = " ".join(f"{{{name} ? {name} on | {name} off}}" for name in names)
    story = tmp_path / "twice.yaml"
    story.write_text(STORY.format(body=body), encoding="utf-8")
    session, state = engine.play(engine.load(story)), dict.fromkeys(names, False)
    for turn in range(16):
        number = turn * 5 // 3 % forms
        state[names[number]] ^= True
        session.do({"choose": number + 1})
        expected = " ".join(f"{name} {'on' if state[name] else 'off'}" for name in names)
        assert session.frame.text == (expected,)


def test_paragraphs_that_come_again_are_recalled_unless_they_are_long() -> None:
    prose_printer._recall_paragraphs.cache_clear()
    for text in ("One  , two.", "One  , two.", "x" * (prose_printer.LONGEST_REMEMBERED + 1)):
        assert prose_printer.paragraphs([text]) == (text.replace("  ,", ","),)
    recall = prose_printer._recall_paragraphs.cache_info()
    assert (recall.hits, recall.currsize) == (1, 1)
