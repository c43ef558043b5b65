"""The journal's pages: which have appeared by now."""

from __future__ import annotations

from engine.program.model import Program
from engine.program.tables import Note
from engine.runtime.prose_printer import paragraphs
from engine.runtime.run import resume_run
from engine.runtime.state import State
from engine.runtime.turn import machine_of


def notes_after(program: Program, state: State, already: frozenset[str]) -> frozenset[str]:
    """The pages that have appeared once the game rests here, given those that had before."""
    pages = machine_of(program).pages().items()
    new = [id for id, appears in pages if id not in already and (not appears or appears(state.cells))]
    return already.union(new) if new else already


def in_order(program: Program, appeared: frozenset[str]) -> tuple[str, ...]:
    """Pages in the order of the story."""
    return tuple(id for id in machine_of(program).pages() if id in appeared)


def note_text(program: Program, state: State, note: Note) -> str:
    """A page as it reads now, its paragraphs parted by a blank line."""
    printer = machine_of(program).printer(note.text)
    return "\n\n".join(paragraphs([printer(resume_run(state, None))]))
