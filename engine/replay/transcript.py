"""Turns a game that is played back into a page to read, as Markdown or as plain text.

Frames come here already safe to show; a setting adds that no word of the author's is taken for a mark of its own.
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
    """How what stands on a page is written; each comes without a line feed at its end."""

    def part(self, part: PageBlock) -> str: ...
    def choices(self, choices: tuple[ChoiceLine, ...]) -> str: ...
    def answer(self, prompt: str, typed: str | None) -> str: ...


def transcript(
    title: TitlePage, opening: frozenset[str], moments: Iterable[ReplayedTurn], setting: TranscriptFormat
) -> Iterator[str]:
    """A page in pieces: the title, then one for each rest of the game; together they are the whole text.

    `opening` are the ids of the epigraphs that stand before the first act.
    """
    yield setting.part(title) + "\n"
    before: Frame | None = None
    for moment in moments:
        yield "".join(f"\n{text}\n" for text in _texts(moment, before, opening, setting))
        before = moment.frame


def _texts(
    moment: ReplayedTurn, before: Frame | None, opening: frozenset[str], setting: TranscriptFormat
) -> Iterator[str]:
    frame = moment.frame
    yield from map(setting.part, frame_blocks(frame, before, opening))
    if frame.choices:
        yield setting.choices(tuple(_choice_lines(moment)))
    if frame.ask:
        yield setting.answer(frame.ask.prompt, moment.typed)


def _choice_lines(moment: ReplayedTurn) -> Iterator[ChoiceLine]:
    for choice in moment.frame.choices:
        is_taken = choice.id == moment.picked and choice.locked is None
        yield ChoiceLine(choice.label, moment.frame.turn + 1, is_taken, choice.locked)
