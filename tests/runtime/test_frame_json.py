"""Frames go through JSON and come back the same."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from engine.runtime.frame import AskShown, ChoiceShown, EndingShown, EpigraphShown, Frame, StatusShown
from engine.runtime.frame_json import frame_from, frame_line

BARE = Frame(3, "gate", None, None, None, None, None, (), (), (), (), None, (), None, None, None)
FULL = replace(
    BARE,
    act="One",
    epigraph=(EpigraphShown("dog", "A living dog", "Ecclesiastes"),),
    text=("a", "b"),
    status=(StatusShown("Doubt", 3, "bar", 5),),
    choices=(ChoiceShown("go", "Go", None), ChoiceShown("stay", "Stay", "It is late.")),
    ask=AskShown("Name?", 8),
    notes=("sentry",),
    ending=EndingShown("gate", "The gate"),
    endings_open=2,
    notice="saved",
)


@pytest.mark.parametrize("frame", [BARE, FULL], ids=["bare", "full"])
def test_a_frame_comes_back_as_it_went(frame):
    assert frame_from(json.loads(frame_line(frame))) == frame


@pytest.mark.parametrize("sign", ["\x1b", "\x7f", "\x9b", "\u202e", "\u2028", "\ud800", "\n"], ids=ascii)
def test_a_sign_that_could_be_obeyed_is_escaped_and_comes_back(sign):
    frame = replace(BARE, text=(sign,))
    assert sign not in frame_line(frame)
    assert frame_from(json.loads(frame_line(frame))) == frame


def test_letters_of_every_script_stay_letters():
    assert "満州" in frame_line(replace(BARE, text=("満州",)))
