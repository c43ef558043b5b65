"""Records the journal of a session with its hashes, and makes saves of it that are never too large to read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, takewhile

from engine.program.model import Program
from engine.program.stack_frame import is_call, return_address
from engine.records import NamedTuple, dataclass, field, replace
from engine.runtime.journal import PickedChoice, Step
from engine.runtime.session import Session
from engine.runtime.state import State
from engine.runtime.turn import is_over, machine_of
from engine.runtime.view import host_scene
from engine.saves.format.document import (
    REPLAYED,
    TRAIL,
    Anchor,
    Parent,
    SaveDocument,
    SaveSummary,
    edition_of,
    scenes_of_save,
)
from engine.saves.format.journal import Journal, JournalEntry, entry_line
from engine.saves.format.snapshot import Snapshot, snapshot_of
from engine.saves.format.state_hash import TrackedSnapshot

JOURNAL_BYTES = 12_000_000
"""Most bytes of a save's journal together with the steps before it."""
_MORE_BYTES = (25, 27)
"""What the size of a choice, or of an answer, is taken to be above that of its line."""
_LONGEST_CHARACTER = 4
"""Bytes of a character at most."""


@dataclass(frozen=True, slots=True)
class PriorHistory:
    """All that is before the first step of a session."""

    first: str
    """The hash of the state where the journal starts."""
    journal: Journal = field(default_factory=Journal)
    """The entries up to the session's first step."""
    parent: Parent | None = None
    origin: Snapshot | None = None
    earlier: Journal = field(default_factory=Journal)
    trail: tuple[str, ...] = ()


@dataclass(slots=True)
class Recorder:
    """The journal of one session, extended step by step at constant cost."""

    history: PriorHistory
    lines: list[str] = field(default_factory=list)
    """The line of each step of the session after its first."""
    words: int = 0
    seconds: float = 0.0
    snapshot: TrackedSnapshot | None = None
    """That of the state after the last recorded step; None before anything is recorded."""


class RecordedMove(NamedTuple):
    """What a session has done since it was last recorded."""

    line: str
    """The line of the step; empty if none was made."""
    change: str
    """What differs in the snapshot, as JSON; empty if nothing does."""
    scenes: set[str]
    """The scenes visited or returned to, and that of the choice that was picked."""


def recorder_of(session: Session) -> Recorder:
    """Return the recorder of a game that was played from its start."""
    snapshot = TrackedSnapshot(session.program, session.steps[0].state)
    recorder = Recorder(PriorHistory(snapshot.hash()), snapshot=snapshot)
    record_steps(recorder, session.program, session.steps)
    return recorder


def record_steps(recorder: Recorder, program: Program, steps: Sequence[Step]) -> tuple[int, list[RecordedMove]]:
    """Record what a session has done since; return how many steps were undone, and the moves after that.

    Without a move, what was undone is one that makes no step.
    """
    common = min(len(steps) - 1, len(recorder.lines))
    undone = len(recorder.lines) - common
    snapshot = recorder.snapshot = recorder.snapshot or TrackedSnapshot(program, steps[common].state)
    moves = [_record_move(snapshot, step) for step in steps[common + 1 :]]
    recorder.lines[common:] = [move.line for move in moves]
    return undone, moves or [RecordedMove("", *snapshot.move_to(steps[-1].state))]


def _record_move(snapshot: TrackedSnapshot, step: Step) -> RecordedMove:
    assert step.move is not None
    change, scenes = snapshot.move_to(step.state)
    if isinstance(step.move, PickedChoice):
        scenes.add(step.move.address.partition(".")[0])
    return RecordedMove(entry_line(JournalEntry(step.move, snapshot.hash())), change, scenes)


def save_of(session: Session, recorder: Recorder | None = None) -> SaveDocument:
    """Return the save of the present state of a game."""
    own_recorder = recorder_of(session) if recorder is None else recorder
    record_steps(own_recorder, session.program, session.steps)
    program, history, steps, tracker = session.program, own_recorder.history, session.steps, own_recorder.snapshot
    assert tracker is not None
    journal = history.journal + Journal(tuple(own_recorder.lines))
    anchor_step = max(0, len(steps) - 1 - REPLAYED)
    snapshot, anchor_snapshot = (
        snapshot_of(program, step.state, tracker.visits_at(step.state)) for step in (steps[-1], steps[anchor_step])
    )
    note_ids = tuple(sorted(session.note_history.at(anchor_step)))
    anchor = Anchor(len(history.journal) + anchor_step, anchor_snapshot, note_ids)
    return SaveDocument(
        edition=edition_of(program, scenes_of_save(snapshot, history.earlier, journal)),
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
    fitting = _count_fitting(document.journal.lines, JOURNAL_BYTES)
    if fitting < steps_made:
        cut = min(max(steps_made - fitting, first), document.anchor.step)
        return _cut(program, document, cut, steps[cut - first]), cut
    if not document.earlier:
        return document, 0
    room = JOURNAL_BYTES - sum(map(_size, document.journal.lines))
    return replace(document, earlier=document.earlier[-max(1, _count_fitting(document.earlier.lines, room)) :]), 0


def _cut(program: Program, document: SaveDocument, cut: int, begin: Step) -> SaveDocument:
    anchor = document.anchor
    return replace(
        document,
        origin=snapshot_of(program, begin.state),
        earlier=document.journal[cut - 1 : cut],
        first=document.hash_at(cut),
        journal=document.journal[cut:],
        anchor=replace(anchor, step=anchor.step - cut),
    )


def _count_fitting(lines: Sequence[str], room: int) -> int:
    """Return how many of the last steps fit into so many bytes."""
    if sum(map(len, lines)) * _LONGEST_CHARACTER + len(lines) * max(_MORE_BYTES) <= room:
        return len(lines)
    sizes = accumulate(_size(line) for line in reversed(lines))
    return sum(1 for _ in takewhile(lambda size: size <= room, sizes))


def _size(line: str) -> int:
    """Return the most bytes that a step has in a file."""
    return len(line.encode()) + _MORE_BYTES[line.startswith('{"answer"')]
