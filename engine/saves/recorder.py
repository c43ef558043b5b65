"""Records the journal of a session with its hashes, and makes saves of it that are never too large to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from engine.program.model import Program
from engine.program.stack_frame import is_call, return_address
from engine.runtime.journal import PickedChoice, Step, TypedAnswer
from engine.runtime.session import Session
from engine.runtime.state import State
from engine.runtime.turn import is_over, machine_of
from engine.runtime.view import host_scene
from engine.saves.format.document import (
    REPLAYED,
    TRAIL,
    Anchor,
    JournalEntry,
    Parent,
    SaveDocument,
    SaveSummary,
    edition_of,
    scenes_of_save,
)
from engine.saves.format.save_file import json_text
from engine.saves.format.snapshot import Snapshot, snapshot_of
from engine.saves.format.state_hash import state_hash

JOURNAL_BYTES = 12_000_000
"""Most bytes of a save's journal together with the steps before it."""
_ENTRY_BYTES = 64
"""An upper bound for the bytes of an entry without its words."""


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
    anchor_step = max(0, len(steps) - 1 - REPLAYED)
    note_ids = tuple(sorted(session.note_history.at(anchor_step)))
    anchor = Anchor(len(history.journal) + anchor_step, snapshot_of(program, steps[anchor_step].state), note_ids)
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
        note_ids=tuple(sorted(session.note_ids)),
        trail=_trail(program, history.trail, [step.state for step in steps[anchor_step:]]),
    )


def summary_of(program: Program, state: State, words: int = 0, seconds: float = 0.0) -> SaveSummary:
    """Return what a list of saves shows of a game."""
    scene = host_scene(machine_of(program), state)
    ending = scene.id if is_over(program, state) else ""
    return SaveSummary(scene.id, scene.title, scene.date, state.cells[0], ending, words, int(seconds))


def _entry(program: Program, step: Step) -> JournalEntry:
    assert step.move is not None
    return JournalEntry(step.move, state_hash(program, step.state))


def resting_scene(program: Program, state: State) -> str:
    """Return the outermost scene of a state, whose list the rest was drawn or borrowed into; empty inside a call."""
    if any(map(is_call, state.stack)):
        return ""
    return machine_of(program).scene_at(return_address(state.stack[0]) if state.stack else state.point).id


def _trail(program: Program, before: tuple[str, ...], states: list[State]) -> tuple[str, ...]:
    """Return the last TRAIL scenes of a game, each once at its latest visit, the latest last."""
    scenes = [*before, *filter(None, (resting_scene(program, state) for state in states))]
    return tuple(reversed(list(dict.fromkeys(reversed(scenes)))[:TRAIL]))


def shorten_journal(program: Program, document: SaveDocument, steps: Sequence[Step]) -> tuple[SaveDocument, int]:
    """Return a save whose journal is short enough, and how many of its oldest entries were left out.

    The new journal begins at one of the last steps, so that as many steps can be undone as before.
    """
    steps_made, first = len(document.journal), len(document.journal) - (len(steps) - 1)
    fitting = _count_fitting(document.journal, JOURNAL_BYTES)
    if fitting < steps_made:
        cut = min(max(steps_made - fitting, first), document.anchor.step)
        return _cut(program, document, cut, steps[cut - first]), cut
    earlier = max(1, _count_fitting(document.earlier, JOURNAL_BYTES - sum(map(_size, document.journal))))
    return replace(document, earlier=document.earlier[-earlier:]), 0


def _cut(program: Program, document: SaveDocument, cut: int, begin: Step) -> SaveDocument:
    last, anchor = document.journal[cut - 1], document.anchor
    return replace(
        document,
        origin=snapshot_of(program, begin.state),
        earlier=(last,),
        first=last.hash,
        journal=document.journal[cut:],
        anchor=replace(anchor, step=anchor.step - cut),
    )


def _count_fitting(entries: Sequence[JournalEntry], room: int) -> int:
    """Return how many of the last entries fit."""
    count = 0
    for entry in reversed(entries):
        room -= _size(entry)
        if room < 0:
            break
        count += 1
    return count


def _size(entry: JournalEntry) -> int:
    """Return the most bytes that an entry has in a file."""
    match entry.move:
        case PickedChoice(address):
            return _ENTRY_BYTES + len(address.encode())
        case TypedAnswer(text):
            return _ENTRY_BYTES + len(json_text(text).encode())
        case unknown:
            assert_never(unknown)
