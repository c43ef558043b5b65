"""The words on the outside of a story, as they read when a game begins."""

from __future__ import annotations

from engine.frontends._front_end import Cover
from engine.program.model import Program
from engine.runtime.run import resumed
from engine.runtime.state import State
from engine.runtime.turn import machine_of
from engine.runtime.words import paragraphs


def cover_of(program: Program, state: State) -> Cover:
    """The cover of a story; what its content note makes depend on the game is read from the state."""
    about = paragraphs([machine_of(program).printer(program.about)(resumed(state, None))]) if program.about else ()
    titles = {note.id: note.title for note in program.notes}
    marks = {note.id: note.mark for note in program.notes if note.mark}
    return Cover(program.title, program.author, "\n\n".join(about), frozenset(program.opening), titles, marks)
