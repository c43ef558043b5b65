"""Frames as the JSON objects that the README promises."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from engine.runtime.frame import Frame, FrameChoice, FrameEnding, FrameEpigraph, FrameQuestion, FrameStatus, frame_line

BARE = Frame(3, "gate", None, None, None, None, None, (), (), (), (), None, (), None, None, None)
FULL = replace(
    BARE,
    act="One",
    epigraph=(FrameEpigraph("dog", "A living dog", "Ecclesiastes"),),
    text=("a", "b"),
    status=(FrameStatus("Doubt", 3, "bar", 5),),
    choices=(FrameChoice("go", "Go", None), FrameChoice("stay", "Stay", "It is late.")),
    ask=FrameQuestion("Name?", 8),
    notes=("sentry",),
    ending=FrameEnding("gate", "The gate"),
    endings_open=2,
    notice="saved",
)


def test_what_a_frame_does_not_have_is_null_or_an_empty_list() -> None:
    assert json.loads(frame_line(BARE)) == {
        "turn": 3, "scene": "gate", "act": None, "title": None, "place": None, "when": None, "mark": None,
        "epigraph": None, "text": [], "status": [], "choices": [], "ask": None, "notes": [], "ending": None,
        "endings_open": None, "notice": None,
    }  # fmt: skip


def test_a_full_frame_says_everything_under_its_key() -> None:
    assert json.loads(frame_line(FULL)) == {
        "turn": 3, "scene": "gate", "act": "One", "title": None, "place": None, "when": None, "mark": None,
        "epigraph": [{"id": "dog", "text": "A living dog", "source": "Ecclesiastes"}],
        "text": ["a", "b"],
        "status": [{"label": "Doubt", "value": 3, "as": "bar", "max": 5}],
        "choices": [
            {"id": "go", "label": "Go", "locked": None},
            {"id": "stay", "label": "Stay", "locked": "It is late."},
        ],
        "ask": {"prompt": "Name?", "limit": 8}, "notes": ["sentry"], "ending": {"id": "gate", "title": "The gate"},
        "endings_open": 2, "notice": "saved",
    }  # fmt: skip


@pytest.mark.parametrize("sign", ["\x1b", "\x7f", "\x9b", "\u202e", "\u2028", "\ud800", "\n"], ids=ascii)
def test_a_sign_that_could_be_obeyed_is_escaped_and_comes_back(sign: str) -> None:
    frame = replace(BARE, text=(sign,))
    assert sign not in frame_line(frame)
    assert json.loads(frame_line(frame))["text"] == [sign]


def test_letters_of_every_script_stay_letters() -> None:
    assert "満州" in frame_line(replace(BARE, text=("満州",)))
