"""The save a player would have made who had taken these steps."""

from __future__ import annotations

from collections.abc import Sequence

from engine.program.model import Program
from engine.replay.playback import count_words
from engine.runtime.journal import Step
from engine.runtime.notes import notes_after
from engine.runtime.session import LoadedGame, Session
from engine.saves.format.document import SaveDocument
from engine.saves.format.state_hash import state_hash
from engine.saves.recorder import PriorHistory, Recorder, record_steps, save_of


def save_of_steps(program: Program, steps: Sequence[Step], of: SaveDocument | None = None) -> SaveDocument:
    """The save of a whole game; `of` is a save that began as it did, and not at the start of the story."""
    begin = steps[0].state
    past = PriorHistory(state_hash(program, begin))
    noted: frozenset[str] = frozenset()
    if of is not None and of.origin is not None:
        past = PriorHistory(of.first, (), None, of.origin, of.earlier)
        noted = frozenset(of.noted)
    session = Session(program, begin.seed)
    session.resume(LoadedGame(steps, notes_after(program, begin, noted)))
    chronicle = Recorder(past, words=count_words(program, steps))
    record_steps(chronicle, program, steps)
    return save_of(session, chronicle)
