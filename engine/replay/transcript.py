"""Turns a game that is played back into a page to read, as Markdown or as plain text.

The frames are already safe to show; a format also escapes the words that it would take for marks of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from engine.presentation.blocks import PageBlock, TitlePage, frame_blocks
from engine.replay.playback import ReplayedTurn
from engine.runtime.frame import Frame


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice as a transcript lists it."""

    label: str
    turn: int
    """The turn it led to, or would have."""
    is_taken: bool
    locked: str | None


class TranscriptFormat(Protocol):
    """Writes the blocks of a page as text, each without a line feed at its end."""

    def part(self, part: PageBlock) -> str: ...
    def choices(self, choices: tuple[ChoiceLine, ...]) -> str: ...
    def answer(self, prompt: str, typed: str | None) -> str: ...


def transcript(
    title: TitlePage, opening: frozenset[str], turns: Iterable[ReplayedTurn], page_format: TranscriptFormat
) -> Iterator[str]:
    """Yield a page in pieces that together are its text: the title, then one piece for each turn.

    `opening` holds the ids of the epigraphs before the first act.
    """
    yield page_format.part(title) + "\n"
    before: Frame | None = None
    for turn in turns:
        yield "".join(f"\n{text}\n" for text in _texts(turn, before, opening, page_format))
        before = turn.frame


def _texts(
    turn: ReplayedTurn, before: Frame | None, opening: frozenset[str], page_format: TranscriptFormat
) -> Iterator[str]:
    frame = turn.frame
    yield from map(page_format.part, frame_blocks(frame, before, opening))
    if frame.choices:
        yield page_format.choices(tuple(_choice_lines(turn)))
    if frame.ask:
        yield page_format.answer(frame.ask.prompt, turn.answer)


def _choice_lines(turn: ReplayedTurn) -> Iterator[ChoiceLine]:
    for choice in turn.frame.choices:
        is_taken = choice.id == turn.choice and choice.locked is None
        yield ChoiceLine(choice.label, turn.frame.turn + 1, is_taken, choice.locked)
