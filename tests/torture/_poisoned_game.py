"""A game in the terminal with a payload wherever text is shown: `python -m tests.torture._poisoned_game N`."""

from __future__ import annotations

import os
import sys
from dataclasses import fields, replace
from typing import Any

from rich.console import Console

from engine.cli.streams import prepare_streams
from engine.frontends import terminal
from engine.frontends.support.front_end import Streams
from engine.presentation.pages import StoryInfo
from engine.runtime.frame import Frame, FrameChoice, FrameEnding, FrameEpigraph, FrameQuestion, FrameStatus
from tests.frontends.staged_game import GATE, StagedGame
from tests.torture._payloads import PAYLOADS, wrapped

WORDLESS = ("turn", "scene", "notes", "endings_open", "heading_at")
PLACES = tuple(field.name for field in fields(Frame) if field.name not in WORDLESS)
ON_COVER = ("title", "author", "about")


def poisoned(place: str, words: str) -> Frame:
    """A frame with these words in one of its places."""
    told: dict[str, Any] = {
        "epigraph": (FrameEpigraph("dog", words, words),),
        "text": (words, f"> {words}"),
        "status": (FrameStatus(words, words, "words", None), FrameStatus(words, 3, "bar", 9)),
        "choices": (FrameChoice("one", words, None), FrameChoice("two", words, words)),
        "ask": FrameQuestion(words, 8),
        "ending": FrameEnding("yard", words),
    }
    return replace(GATE, **{place: told.get(place, words)})


def frames(words: str) -> list[Frame]:
    """One frame after another, each with the words in another place."""
    return [replace(poisoned(place, words), turn=turn) for turn, place in enumerate(PLACES)]


def keys() -> tuple[str, ...]:
    """What a player types to see them all, the journal, and the end."""
    picked = ["x\r" if place == "ask" else "1" for place in PLACES[:-1]]
    return (*picked, "/notes\r", "/note strelkov\r", "\x04", "\x04")


def play(words: str) -> int:
    cover = StoryInfo(words, words, words, notes={"strelkov": words})
    around = Streams(sys.stdin, sys.stdout, os.environ, cover)
    return terminal.play(StagedGame(frames(words)), around)


def print_by_rich(words: str) -> int:
    """The control: what comes of trusting a library with the words."""
    console = Console(force_terminal=True)
    for frame in frames(words):
        console.print(frame.title, *frame.text)
    return 0


if __name__ == "__main__":
    prepare_streams()
    show = print_by_rich if "rich" in sys.argv else play
    sys.exit(show(wrapped(PAYLOADS[int(sys.argv[1])])))
