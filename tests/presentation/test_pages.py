"""What a reader meets on a page, and in which order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.pipeline import load
from engine.presentation.blocks import ActTitle, Document, EpigraphCard, Heading, PageBlock, Paragraph
from engine.presentation.pages import note_page, page, story_info
from engine.runtime.session import Session
from tests.frontends.staged_game import COVER, GATE


def kinds(parts: tuple[PageBlock, ...]) -> list[type]:
    return [type(part) for part in parts]


def test_the_outcome_of_a_choice_stands_above_the_heading_of_the_next_scene() -> None:
    before = replace(GATE, scene="road", title="The road", when="11 June 1938")
    here = replace(GATE, epigraph=(), text=("You run.", "It is late."), heading_at=1)
    assert kinds(page(here, before, COVER)) == [Paragraph, Heading, Paragraph]


def test_an_act_opens_below_the_outcome_and_above_its_scene() -> None:
    before = replace(GATE, act="The Bazaar", title="The road")
    here = replace(GATE, text=("You run.", "> Halt."), heading_at=1)
    assert kinds(page(here, before, COVER)) == [Paragraph, ActTitle, EpigraphCard, Heading, Document]


def test_a_note_says_how_true_it_is() -> None:
    heading, body = note_page("The sentry\n\nHe is *young*.", "record")
    assert heading == Heading("The sentry", ("on record",))
    assert isinstance(body, Paragraph)


def test_a_content_note_reads_as_it_would_when_the_game_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    story = tmp_path / "story.yaml"
    story.write_text(
        "story: The door\nstart: hall\nvars: {eyes: 0..6 = 2}\n"
        "about: |\n  Contains {eyes} eyes{eyes > 1 ? , open | shut}.\n\n  And {eyes == 0 ? darkness | light}.\n"
        "scenes:\n  hall: {ending: Out, text: Air.}\n",
        encoding="utf-8",
    )
    session = Session(load(story))
    assert story_info(session.program, session.state).about == "Contains 2 eyes, open.\n\nAnd light."
