"""Plays moves back: every rest of a game as its player saw it, with what they did there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import assert_never

from engine.program.model import Program
from engine.runtime.frame import Frame
from engine.runtime.journal import PickedChoice, Step, TypedAnswer, reprint_page
from engine.runtime.notes import notes_after
from engine.runtime.run import Page
from engine.runtime.turn import start
from engine.runtime.view import frame_of


@dataclass(frozen=True, slots=True)
class ReplayedTurn:
    """One rest of a game that is played back."""

    frame: Frame
    picked: str | None = None
    """The id of the choice that was picked here."""
    typed: str | None = None
    """The answer that was given here; at the last rest, as at an ending, neither is there."""


def steps_until(steps: Sequence[Step], turn: int) -> tuple[Step, ...]:
    """The steps up to the first rest of a turn; all of them if the game never got so far."""
    before = tuple(takewhile(lambda step: step.state.cells[0] < turn, steps))
    return (*before, *steps[len(before) : len(before) + 1])


def replay_turns(program: Program, steps: Sequence[Step]) -> Iterator[ReplayedTurn]:
    """Every rest of a game, each drawn when it is asked for; the first step is where the game began."""
    ids = {choice.address: choice.id for choice in program.choices}
    noted: frozenset[str] = frozenset()
    for at, step in enumerate(steps):
        noted = notes_after(program, step.state, noted)
        frame = _drawn(program, steps[at - 1] if at else None, step, noted)
        match steps[at + 1].move if at + 1 < len(steps) else None:
            case PickedChoice(address):
                yield ReplayedTurn(frame, picked=ids[address])
            case TypedAnswer(text):
                yield ReplayedTurn(frame, typed=text)
            case None:
                yield ReplayedTurn(frame)
            case unknown:
                assert_never(unknown)


def _drawn(program: Program, before: Step | None, step: Step, noted: frozenset[str]) -> Frame:
    """What a step showed; a game that began elsewhere than the story showed nothing there that is still known."""
    earlier = before.state if before is not None else None
    is_known = earlier is not None or step.state == start(program, step.state.seed)
    page = reprint_page(program, earlier, step) if is_known else Page()
    appeared = [note.id for note in program.notes if note.id in noted]
    return frame_of(program, earlier, step.state, page, appeared)


def count_words(program: Program, steps: Sequence[Step]) -> int:
    """How many words of the story its player was shown."""
    return sum(len(text.split()) for moment in replay_turns(program, steps) for text in moment.frame.text)
