"""The journal's pages: which have appeared by now."""

from __future__ import annotations

from collections.abc import Iterator

from engine.program.model import Note, Program
from engine.runtime.run import resumed
from engine.runtime.state import State
from engine.runtime.turn import machine_of
from engine.runtime.words import paragraphs


def notes_after(program: Program, state: State, already: frozenset[str]) -> frozenset[str]:
    """The pages that have appeared once the game rests here, given those that had before."""
    return already.union(_new(program, state, already))


def _new(program: Program, state: State, already: frozenset[str]) -> Iterator[str]:
    machine = machine_of(program)
    for note in program.notes:
        if note.id not in already and (note.when is None or machine.evaluator(note.when)(state.cells)):
            yield note.id


def note_text(program: Program, state: State, note: Note) -> str:
    """A page as it reads now, its paragraphs parted by a blank line."""
    printer = machine_of(program).printer(note.text)
    return "\n\n".join(paragraphs([printer(resumed(state, None))]))
