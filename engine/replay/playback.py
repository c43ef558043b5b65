"""Plays steps back: the frame of every turn of a game as its player saw it, with what the player did there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import assert_never

from engine.program.model import Program
from engine.records import dataclass
from engine.runtime.frame import Frame
from engine.runtime.journal import PickedChoice, Step, TypedAnswer, reprint_page
from engine.runtime.notes import notes_after
from engine.runtime.run import Page
from engine.runtime.turn import start
from engine.runtime.view import frame_of


@dataclass(frozen=True, slots=True)
class ReplayedTurn:
    """One frame of a game that is played back, and what was done there."""

    frame: Frame
    choice: str | None = None
    """The id of the choice that was picked here, if one was."""
    answer: str | None = None
    """The answer that was given here, if one was; the last turn has neither."""


def steps_until(steps: Sequence[Step], turn: int) -> tuple[Step, ...]:
    """Return the steps up to the first state of a turn, or all of them if the game never reaches it."""
    before = tuple(takewhile(lambda step: step.state.cells[0] < turn, steps))
    return (*before, *steps[len(before) : len(before) + 1])


def replay_turns(program: Program, steps: Sequence[Step]) -> Iterator[ReplayedTurn]:
    """Yield every turn of a game, each built when it is asked for; the first step is where the game began."""
    ids = {choice.address: choice.id for choice in program.choices}
    note_ids: frozenset[str] = frozenset()
    for at, step in enumerate(steps):
        note_ids = notes_after(program, step.state, note_ids)
        frame = _frame_after(program, steps[at - 1] if at else None, step, note_ids)
        match steps[at + 1].move if at + 1 < len(steps) else None:
            case PickedChoice(address):
                yield ReplayedTurn(frame, choice=ids[address])
            case TypedAnswer(text):
                yield ReplayedTurn(frame, answer=text)
            case None:
                yield ReplayedTurn(frame)
            case unknown:
                assert_never(unknown)


def _frame_after(program: Program, before: Step | None, step: Step, note_ids: frozenset[str]) -> Frame:
    """Return the frame after a step; it is without text where a game began elsewhere than the story begins."""
    earlier = before.state if before is not None else None
    is_known = earlier is not None or step.state == start(program, step.state.seed)
    page = reprint_page(program, earlier, step) if is_known else Page()
    appeared = [note.id for note in program.notes if note.id in note_ids]
    return frame_of(program, earlier, step.state, page, tuple(appeared))


def count_words(program: Program, steps: Sequence[Step]) -> int:
    """Return how many words of the story its player has seen."""
    return sum(len(text.split()) for moment in replay_turns(program, steps) for text in moment.frame.text)
