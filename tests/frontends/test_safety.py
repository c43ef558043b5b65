"""No text, whoever wrote it, makes a front end send a byte that a terminal would obey."""

from __future__ import annotations

import io
import re
from dataclasses import fields, replace
from typing import Any

import pytest
from rich.console import Console

from engine.frontends import json_lines, plain
from engine.frontends.terminal.measure import measure, signs
from engine.frontends.terminal.menu import choice_menu, menu_lines, status_lines
from engine.frontends.terminal.typesetting import typeset_notice, typeset_page
from engine.presentation.pages import notice_page, page, title_page
from engine.presentation.plain_text import status_phrases
from engine.presentation.safe_frame import safe_frame
from engine.runtime.frame import Frame, FrameChoice, FrameEnding, FrameEpigraph, FrameQuestion, FrameStatus
from tests.frontends.staged_game import COVER, GATE, StagedGame, surroundings, written

PAYLOADS = (
    "\x1b[2J", "\x1b]0;owned\x07", "\x1bP0;1|17/ab\x9c", "\x9b2J", "\x9d52;c;YQ==\x9c",
    "\x00", "\x07", "\x08\x08", "\x0c", "\r", "\x7f", "\x85", "\u202e", "\u2066", "\u200b", "\ud800", "\u2028", "[red]x[/red][link=file:///]y[/link]",
)  # fmt: skip
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")
WORDLESS = ("turn", "scene", "notes", "endings_open", "heading_at")
PLACES = [field.name for field in fields(Frame) if field.name not in WORDLESS]


def poisoned(place: str, payload: str) -> Frame:
    """The first frame with a payload in one of its places."""
    words = f"a {payload} b"
    told: dict[str, Any] = {
        "epigraph": (FrameEpigraph("ecclesiastes", words, words),),
        "text": (words, f"> {words}"),
        "status": (FrameStatus(words, words, "words", None), FrameStatus(words, 3, "bar", 9)),
        "choices": (FrameChoice("one", words, None), FrameChoice("two", words, words)),
        "ask": FrameQuestion(words, 8),
        "ending": FrameEnding("yard", words),
    }
    return replace(GATE, **{place: told.get(place, words)})


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
@pytest.mark.parametrize("place", PLACES)
def test_plain_sends_no_control_character(place: str, payload: str) -> None:
    around = surroundings(f"{'x' if place == 'ask' else 'note'} {payload}\n".encode("utf-8", "surrogatepass"))
    plain.play(StagedGame([poisoned(place, payload)]), around)
    assert not OBEYED.search(written(around).decode())


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
@pytest.mark.parametrize("place", PLACES)
def test_json_lines_sends_no_control_character(place: str, payload: str) -> None:
    around = surroundings(b"")
    json_lines.play(StagedGame([poisoned(place, payload)]), around)
    assert not OBEYED.search(written(around).decode())


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
@pytest.mark.parametrize("place", PLACES)
def test_the_terminal_shows_no_control_character_and_reads_no_markup(place: str, payload: str) -> None:
    frame = safe_frame(poisoned(place, payload))
    cover = replace(COVER, title=payload, author=payload, about=payload)
    block, drawn = measure(80), signs("utf-8")
    pages = typeset_page((*title_page(cover), *page(frame, None, cover)), block, drawn)
    pages += typeset_notice(notice_page(frame.notice or ""), block, drawn)
    sent = io.StringIO()
    console = Console(file=sent, force_terminal=False, width=80, markup=True, emoji=True)
    for line in (line for each in pages for line in each):
        console.print(line, soft_wrap=True)
    board = [*menu_lines(choice_menu(frame), 60, drawn).lines, *status_lines(frame, 60, drawn)]
    shown = sent.getvalue() + "".join(words for line in board for _, words in line) + " ".join(status_phrases(frame))
    shown += frame.ask.prompt if frame.ask else ""
    assert not OBEYED.search(shown)
    if payload.startswith("[red]"):
        assert payload in sent.getvalue()


def test_the_payloads_would_do_harm_without_the_gate() -> None:
    """The control: the same frame, not made safe, fails."""
    assert OBEYED.search("".join(poisoned("text", "\x1b[2J").text))
