"""A frame knows before which of its paragraphs the heading of its scene belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.runtime.frame import frame_object
from engine.runtime.session import Session
from tests.golden_stories import program_of

STORY = """\
story: The door
start: hall
scenes:
  hall:
    title: The hall
    choices:
      - {label}: {{text: "{left}", go: yard}}
  yard:
    title: The yard
    text: "{found}"
    choices:
      - Stay: yard
      - Leave: street
  street:
    ending: The street
"""


@pytest.mark.parametrize(
    ("left", "found", "text", "heading_at"),
    [
        ("You go.", "A yard.", ("You go.", "A yard."), 1),
        ("You go.\\n\\nSlowly.", "A yard.\\n\\nMud.", ("You go.", "Slowly.", "A yard.", "Mud."), 2),
        ("You go into <>", "a yard.", ("You go into a yard.",), 0),
        ("Slowly.\\n\\nYou go into", "<> a yard.\\n\\nMud.", ("Slowly.", "You go into a yard.", "Mud."), 1),
        ("You go.", "{visits(yard) == 1 ? | A yard.}", ("You go.",), 1),
        ("{visits(yard) == 1 ? You go.}", "A yard.", ("A yard.",), 0),
        ("> A sign:\\n> the yard.", "A yard.", ("> A sign:\n> the yard.", "A yard."), 1),
    ],
    ids=["one", "several", "glued", "glued within", "silent scene", "silent choice", "quotation"],
)
def test_the_heading_stands_where_the_scene_begins(
    left: str, found: str, text: tuple[str, ...], heading_at: int, tmp_path: Path
) -> None:
    session = Session(program_of(STORY.format(label="Open", left=left, found=found), tmp_path))
    frame = session.do({"choose": 1})
    assert (frame.text, frame.heading_at) == (text, heading_at)
    assert "heading_at" not in frame_object(frame)
