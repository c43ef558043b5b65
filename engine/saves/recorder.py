"""What a session does not keep itself: the journal with its hashes, and where the game was taken up from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.program.model import Program, Scene
from engine.program.stack_frame import is_call, return_address
from engine.runtime.journal import Step
from engine.runtime.session import Session
from engine.runtime.state import State
from engine.runtime.turn import is_over, machine_of
from engine.runtime.view import host_scene
from engine.saves.format.document import (
    REPLAYED,
    Anchor,
    JournalEntry,
    Parent,
    SaveDocument,
    SaveSummary,
    edition_of,
    scenes_of_save,
)
from engine.saves.format.snapshot import Snapshot, snapshot_of
from engine.saves.format.state_hash import state_hash

TRAIL = 50
"""How many scenes are remembered for a game whose place an edit takes away."""


@dataclass(frozen=True, slots=True)
class PriorHistory:
    """All that lies before the first step of a session."""

    first: str
    """The state hash where the journal starts."""
    journal: tuple[JournalEntry, ...] = ()
    """The entries up to the session's first step."""
    parent: Parent | None = None
    origin: Snapshot | None = None
    earlier: tuple[JournalEntry, ...] = ()
    trail: tuple[str, ...] = ()


@dataclass(slots=True)
class Recorder:
    """One session's journal, kept up step by step at the same cost however long it grows."""

    history: PriorHistory
    entries: list[JournalEntry] = field(default_factory=list)
    """One for each step of the session after its first."""
    words: int = 0
    seconds: float = 0.0


def recorder_of(session: Session) -> Recorder:
    """The chronicle of a game that was played from its start."""
    chronicle = Recorder(PriorHistory(state_hash(session.program, session.steps[0].state)))
    record_steps(chronicle, session.program, session.steps)
    return chronicle


def record_steps(chronicle: Recorder, program: Program, steps: Sequence[Step]) -> tuple[int, list[JournalEntry]]:
    """Takes up what a session has done since: how many steps were undone, and the entries of those made."""
    kept = min(len(steps) - 1, len(chronicle.entries))
    undone = len(chronicle.entries) - kept
    made = [_entry(program, step) for step in steps[kept + 1 :]]
    chronicle.entries[kept:] = made
    return undone, made


def save_of(session: Session, chronicle: Recorder | None = None) -> SaveDocument:
    """The save of a game as it stands."""
    kept = recorder_of(session) if chronicle is None else chronicle
    record_steps(kept, session.program, session.steps)
    program, past, steps = session.program, kept.history, session.steps
    snapshot = snapshot_of(program, session.state)
    journal = (*past.journal, *kept.entries)
    begins = max(0, len(steps) - 1 - REPLAYED)
    note_ids = tuple(sorted(session.note_history.at(begins)))
    anchor = Anchor(len(past.journal) + begins, snapshot_of(program, steps[begins].state), note_ids)
    return SaveDocument(
        edition=edition_of(program, scenes_of_save(snapshot, (*past.earlier, *journal))),
        summary=summary_of(program, session.state, kept.words, kept.seconds),
        generation=0,
        parent=past.parent,
        seed=session.state.seed,
        origin=past.origin,
        earlier=past.earlier,
        first=past.first,
        journal=journal,
        snapshot=snapshot,
        anchor=anchor,
        noted=tuple(sorted(session.note_ids)),
        trail=_trail(program, past.trail, [step.state for step in steps[begins:]]),
    )


def summary_of(program: Program, state: State, words: int = 0, seconds: float = 0.0) -> SaveSummary:
    """What a list of saves says of a game."""
    here = current_scene(program, state)
    ending = here.id if is_over(program, state) else ""
    return SaveSummary(here.id, here.title, here.date, state.cells[0], ending, words, int(seconds))


def current_scene(program: Program, state: State) -> Scene:
    """The scene a player would say they are in."""
    return host_scene(machine_of(program), state)


def _entry(program: Program, step: Step) -> JournalEntry:
    assert step.move is not None
    return JournalEntry(step.move, state_hash(program, step.state))


def resting_scene(program: Program, state: State) -> str:
    """The scene whose list everything under way was drawn or borrowed into; empty inside a call."""
    if any(map(is_call, state.stack)):
        return ""
    return machine_of(program).scene_at(return_address(state.stack[0]) if state.stack else state.point).id


def _trail(program: Program, before: tuple[str, ...], states: list[State]) -> tuple[str, ...]:
    scenes = [*before, *filter(None, (resting_scene(program, state) for state in states))]
    return tuple(reversed(list(dict.fromkeys(reversed(scenes)))[:TRAIL]))
