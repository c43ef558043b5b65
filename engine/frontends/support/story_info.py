"""The words on the outside of a story, as they read when a game begins."""

from __future__ import annotations

from engine.frontends.support.front_end import StoryInfo
from engine.program.model import Program
from engine.runtime.prose_printer import paragraphs
from engine.runtime.run import resume_run
from engine.runtime.state import State
from engine.runtime.turn import machine_of


def story_info(program: Program, state: State) -> StoryInfo:
    """The cover of a story; what its content note makes depend on the game is read from the state."""
    about = paragraphs([machine_of(program).printer(program.about)(resume_run(state, None))]) if program.about else ()
    titles = {note.id: note.title for note in program.notes}
    marks = {note.id: note.mark for note in program.notes if note.mark}
    return StoryInfo(program.title, program.author, "\n\n".join(about), frozenset(program.opening), titles, marks)
