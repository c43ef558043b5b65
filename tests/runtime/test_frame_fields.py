"""A frame computes its fields when they are first read, and is the same frame as one that was given them."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.runtime import view
from engine.runtime.frame import Frame
from engine.runtime.session import Session

STORY = """\
story: Fields
start: hall
vars:
  keys: 0..3
status:
  - {label: Keys, value: keys}
scenes:
  hall:
    title: The hall
    text: A hall  , with {keys} keys.
    choices:
      - Take one: {set: keys += 1, go: hall}
      - Leave: {when: keys > 0, locked: No key., go: out}
  out: {ending: Out}
"""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    story = tmp_path / "fields.yaml"
    story.write_text(STORY, encoding="utf-8")
    return engine.play(engine.load(story))


def test_nothing_but_what_is_read_is_computed(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[str] = []

    def note(field: str, compute: Callable[[Any], object]) -> Callable[[Any], object]:
        def recorded(source: object) -> object:
            computed.append(field)
            return compute(source)

        return recorded

    functions = {field: note(field, compute) for field, compute in view._FIELDS.items()}
    monkeypatch.setattr(view, "_FIELDS", functions)
    frame = session.do({"choose": 1})
    assert frame.text == frame.text == ("A hall, with 1 keys.",)
    assert computed == ["text"]


def test_a_frame_still_says_what_it_said_when_the_game_has_gone_on(session: Session) -> None:
    first = session.frame
    session.do({"choose": 1})
    assert (first.text, first.turn, [choice.locked for choice in first.choices]) == (
        ("A hall, with 0 keys.",), 0, [None, "No key."],
    )  # fmt: skip


def test_a_computed_frame_equals_its_copies(session: Session) -> None:
    frame = session.frame
    given = Frame(**{field.name: getattr(frame, field.name) for field in fields(frame)})
    assert frame == given == replace(frame) == deepcopy(session.frame)
    with pytest.raises(AttributeError):
        frame.cellar  # noqa: B018
