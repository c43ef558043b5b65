"""The notes a player may read: which have appeared by now, and at which step of the game each did."""

from __future__ import annotations

from collections.abc import Sequence

from engine.program.model import Program
from engine.program.tables import Note
from engine.records import dataclass, field
from engine.runtime.journal import Step
from engine.runtime.prose_printer import paragraphs
from engine.runtime.run import resume_run
from engine.runtime.state import State
from engine.runtime.turn import machine_of


def notes_after(program: Program, state: State, already: frozenset[str]) -> frozenset[str]:
    """Return the ids of the notes that have appeared once the game rests here, given those that had before."""
    pages = machine_of(program).pages.items()
    new = [id for id, appears in pages if id not in already and (not appears or appears(state.cells))]
    return already.union(new) if new else already


def order_notes(program: Program, appeared: frozenset[str]) -> tuple[str, ...]:
    """Return note ids in the order of the story."""
    return tuple(id for id in machine_of(program).pages if id in appeared)


def note_text(program: Program, state: State, note: Note) -> str:
    """Return the text of a note as it reads now, its paragraphs separated by a blank line."""
    printer = machine_of(program).printer(note.text)
    return "\n\n".join(paragraphs([printer(resume_run(state, None))]))


@dataclass(slots=True)
class NoteHistory:
    """The notes of one session, step by step; memory grows with the notes and not with the steps."""

    first: frozenset[str] = frozenset()
    """The notes that had appeared before the first step."""
    new: list[tuple[str, ...]] = field(default_factory=list)
    """The notes that appeared at each evaluated step, sorted."""
    now: frozenset[str] = field(init=False)
    """The notes that had appeared at the last evaluated step."""

    def __post_init__(self) -> None:
        self.now = self.first

    def look(self, program: Program, steps: Sequence[Step]) -> None:
        """Evaluate the notes after each step made since the last call."""
        for at in range(len(self.new), len(steps)):
            after = notes_after(program, steps[at].state, self.now)
            self.new.append(() if after is self.now else tuple(sorted(after - self.now)))
            self.now = after

    def forget(self, count: int) -> None:
        """Forget every step but the first `count`."""
        if len(self.new) > count:
            self.now = self.at(count - 1)
            del self.new[count:]

    def at(self, step: int) -> frozenset[str]:
        """Return the notes that had appeared at a step."""
        return self.first.union(*filter(None, self.new[: step + 1]))
