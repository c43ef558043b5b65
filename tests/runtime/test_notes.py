"""The notes that had appeared at each step of a game."""

from __future__ import annotations

import random
import tracemalloc

from engine.runtime.notes import notes_after
from engine.runtime.session import Session
from tests.saves.mill import program_of

NOTES = 2_000
STORY = """\
story: Pages
start: a
vars:
  n: 0..300
notes:
{notes}
scenes:
  a:
    hub:
      - Up: {{set: n += 1}}
      - Down: {{set: n -= 1}}
      - End: z
  z: {{ending: Z}}
"""


def test_notes_are_those_of_each_step_whatever_is_undone_and_made_again() -> None:
    notes = "\n".join(f"  p{at}: {{title: P, when: n >= {at}, text: P.}}" for at in range(30))
    program, dice = program_of(STORY.format(notes=notes)), random.Random(4)
    session = Session(program, 1)
    for _ in range(400):
        command: dict[str, object] = dice.choice(
            [{"choose": "up"}, {"choose": "up"}, {"choose": "down"}, {"undo": 3}, {"redo": 2}]
        )
        session.do(command)
        appeared, each = frozenset[str](), list[frozenset[str]]()
        for step in session.steps:
            appeared = notes_after(program, step.state, appeared)
            each.append(appeared)
        if dice.random() < 0.5:
            assert session.note_ids == each[-1]
            assert [session.note_history.at(at) for at in range(len(each))] == each


def test_a_turn_costs_no_more_memory_when_there_are_many_notes() -> None:
    notes = "\n".join(f"  p{at}: {{title: P, text: P.}}" for at in range(NOTES))
    session = Session(program_of(STORY.format(notes=notes)), 1)
    assert len(session.note_ids) == NOTES
    tracemalloc.start()
    try:
        for _ in range(200):
            session.do({"choose": "up"})
            session.do({"choose": "down"})
        grown, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert grown < 4_000_000
