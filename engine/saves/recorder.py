"""Records what a session itself does not: the journal with its hashes, and the save from which the game was resumed."""

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
"""How many scenes a save remembers, to continue in if an edit removes its location."""


@dataclass(frozen=True, slots=True)
class PriorHistory:
    """All that is before the first step of a session."""

    first: str
    """The hash of the state where the journal starts."""
    journal: tuple[JournalEntry, ...] = ()
    """The entries up to the session's first step."""
    parent: Parent | None = None
    origin: Snapshot | None = None
    earlier: tuple[JournalEntry, ...] = ()
    trail: tuple[str, ...] = ()


@dataclass(slots=True)
class Recorder:
    """The journal of one session, extended step by step at constant cost."""

    history: PriorHistory
    entries: list[JournalEntry] = field(default_factory=list)
    """An entry for each step of the session after its first."""
    words: int = 0
    seconds: float = 0.0


def recorder_of(session: Session) -> Recorder:
    """Return the recorder of a game that was played from its start."""
    recorder = Recorder(PriorHistory(state_hash(session.program, session.steps[0].state)))
    record_steps(recorder, session.program, session.steps)
    return recorder


def record_steps(recorder: Recorder, program: Program, steps: Sequence[Step]) -> tuple[int, list[JournalEntry]]:
    """Record what a session has done since; return how many steps were undone, and the entries of new ones."""
    common = min(len(steps) - 1, len(recorder.entries))
    undone = len(recorder.entries) - common
    entries = [_entry(program, step) for step in steps[common + 1 :]]
    recorder.entries[common:] = entries
    return undone, entries


def save_of(session: Session, recorder: Recorder | None = None) -> SaveDocument:
    """Return the save of the present state of a game."""
    own_recorder = recorder_of(session) if recorder is None else recorder
    record_steps(own_recorder, session.program, session.steps)
    program, history, steps = session.program, own_recorder.history, session.steps
    snapshot = snapshot_of(program, session.state)
    journal = (*history.journal, *own_recorder.entries)
    begins = max(0, len(steps) - 1 - REPLAYED)
    note_ids = tuple(sorted(session.note_history.at(begins)))
    anchor = Anchor(len(history.journal) + begins, snapshot_of(program, steps[begins].state), note_ids)
    return SaveDocument(
        edition=edition_of(program, scenes_of_save(snapshot, (*history.earlier, *journal))),
        summary=summary_of(program, session.state, own_recorder.words, own_recorder.seconds),
        generation=0,
        parent=history.parent,
        seed=session.state.seed,
        origin=history.origin,
        earlier=history.earlier,
        first=history.first,
        journal=journal,
        snapshot=snapshot,
        anchor=anchor,
        noted=tuple(sorted(session.note_ids)),
        trail=_trail(program, history.trail, [step.state for step in steps[begins:]]),
    )


def summary_of(program: Program, state: State, words: int = 0, seconds: float = 0.0) -> SaveSummary:
    """Return what a list of saves shows of a game."""
    scene = current_scene(program, state)
    ending = scene.id if is_over(program, state) else ""
    return SaveSummary(scene.id, scene.title, scene.date, state.cells[0], ending, words, int(seconds))


def current_scene(program: Program, state: State) -> Scene:
    """Return the scene a player would say they are in."""
    return host_scene(machine_of(program), state)


def _entry(program: Program, step: Step) -> JournalEntry:
    assert step.move is not None
    return JournalEntry(step.move, state_hash(program, step.state))


def resting_scene(program: Program, state: State) -> str:
    """Return the outermost scene of a state, whose list the rest was drawn or borrowed into; empty inside a call."""
    if any(map(is_call, state.stack)):
        return ""
    return machine_of(program).scene_at(return_address(state.stack[0]) if state.stack else state.point).id


def _trail(program: Program, before: tuple[str, ...], states: list[State]) -> tuple[str, ...]:
    scenes = [*before, *filter(None, (resting_scene(program, state) for state in states))]
    return tuple(reversed(list(dict.fromkeys(reversed(scenes)))[:TRAIL]))
