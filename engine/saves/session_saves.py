"""Saves and loads the game of a session when the player asks, and autosaves it after every step."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from engine.diagnostics.show import counted
from engine.errors import AccessError, SaveError
from engine.program.model import Program
from engine.records import dataclass, field, replace
from engine.runtime.frame import Frame
from engine.runtime.session import LoadedGame, Session
from engine.runtime.state import State
from engine.saves.edits.restore import RestoredGame, restore
from engine.saves.edits.story_changes import changes_sentence
from engine.saves.format.autosave_file import AutosaveTurn
from engine.saves.format.document import Parent, edition_of
from engine.saves.recorder import (
    PriorHistory,
    RecordedMove,
    Recorder,
    record_steps,
    recorder_of,
    resting_scene,
    save_of,
    shorten_journal,
    summary_of,
)
from engine.saves.shelf.autosave import Autosave
from engine.saves.shelf.lookup import look_up_save
from engine.saves.shelf.save_files import aside_sentence
from engine.saves.shelf.shelf import DamagedSaveError, SaveConflictError, Shelf, StoredSave
from engine.saves.shelf.slots import AUTO, PREVIOUS, BadSlotError, check_slot

LONGEST_PAUSE = 300.0
"""Seconds between two steps that still count as playing."""


@dataclass(slots=True)
class SessionSaves:
    """The saves of one session, on one shelf."""

    shelf: Shelf
    clock: Callable[[], float] = time.monotonic
    _recorder: Recorder = field(default_factory=lambda: Recorder(PriorHistory("")))
    _autosave: Autosave | None = None
    _scenes: set[str] = field(default_factory=set)
    """The scenes whose fingerprints are in the open autosave."""
    _autosaved: State | None = None
    """The state after the last line of the autosave."""
    _generations: dict[str, int] = field(default_factory=dict)
    """The last known generation of each slot that this game has saved in or was loaded from."""
    _since: float = 0.0
    _last_error: str = ""
    """Why the last turn was not autosaved; each reason is shown once."""

    def begin(self, session: Session, since: float | None = None) -> None:
        """Start to record a new game, played since a moment of the clock, or from now on."""
        self._recorder, self._since = recorder_of(session), self.clock() if since is None else since
        self._recorder.words = _count_words(session)
        self._autosave = Autosave(self.shelf, session.program.id)

    def save(self, session: Session, slot: str) -> str:
        if slot.removesuffix(PREVIOUS) == AUTO:
            raise BadSlotError("`auto` is kept by the game itself; save under another name")
        self._count_time()
        document, cut = shorten_journal(session.program, save_of(session, self._recorder), session.steps)
        try:
            save = self.shelf.write(check_slot(slot), document, self._generations.get(slot))
        except SaveConflictError:
            self._generations[slot] = self.shelf.generation(slot)
            raise
        self._generations[slot] = save.document.generation
        before = f"; the save before it is `{slot}{PREVIOUS}`" if save.document.generation > 1 else ""
        sentences = [f"saved as `{slot}`{before}", *map(aside_sentence, save.aside)]
        loss = f"its first {cut} steps are left out, as it would be too large"
        return "; ".join(sentences + [loss] * bool(cut))

    def load(self, program: Program, slot: str) -> LoadedGame:
        try:
            save = look_up_save(self.shelf, slot, program.id)
        except DamagedSaveError as damage:
            raise SaveError(self._explain_damage(slot, damage)) from None
        return self.resume_from(program, save)

    def resume_from(self, program: Program, save: StoredSave) -> LoadedGame:
        """Return the game of a save and record it from now on.

        Raises:
            SaveError: it cannot be continued in this story; the game before it is still recorded.
        """
        restored = restore(program, save.document)
        self._recorder = _recorder_after(save, restored)
        record_steps(self._recorder, program, restored.steps)
        self._since = self.clock()
        self._generations[save.name] = save.document.generation
        if self._autosave is not None:
            self._autosave.leave()
        return LoadedGame(
            restored.steps, restored.note_ids, restored.page, lambda frame: resume_message(frame, save, restored)
        )

    def record(self, session: Session) -> str | None:
        if self._autosave is None:
            self.begin(session)
        is_in_step = self._recorder.snapshot is not None and self._recorder.snapshot.state is self._autosaved
        undone, moves = record_steps(self._recorder, session.program, session.steps)
        if moves[0].line:
            self._recorder.words += _count_words(session)
        self._count_time()
        try:
            notice = self._write_autosave(session, undone, moves, is_in_step)
        except (AccessError, SaveError) as fault:
            if str(fault) != self._last_error:
                self._last_error = str(fault)
                raise
            return None
        self._last_error = ""
        return notice

    def close(self) -> None:
        """Let another game have the autosave."""
        if self._autosave is not None:
            self._autosave.close()

    def _write_autosave(self, session: Session, undone: int, moves: list[RecordedMove], is_in_step: bool) -> str | None:
        autosave, recorder, notice = self._autosave, self._recorder, None
        assert autosave is not None
        if is_in_step and autosave.is_ready(len(recorder.history.journal) + len(recorder.lines)):
            for at, move in enumerate(moves, len(session.steps) - len(moves)):
                autosave.add(self._turn_of(session, undone, at, move))
                undone = 0
        else:
            document, cut = shorten_journal(session.program, save_of(session, recorder), session.steps)
            self._scenes = set(document.edition.scenes)
            notice = autosave.begin(document, cut + document.anchor.step)
        self._autosaved = session.state
        return notice

    def _turn_of(self, session: Session, undone: int, at: int, move: RecordedMove) -> AutosaveTurn:
        program, state, recorder = session.program, session.steps[at].state, self._recorder
        new_scenes = move.scenes - self._scenes
        self._scenes |= new_scenes
        return AutosaveTurn(
            undone,
            move.line,
            move.change,
            summary_of(program, state, recorder.words, recorder.seconds),
            resting_scene(program, state),
            session.note_history.new[at] if move.line else (),
            edition_of(program, new_scenes).scenes if new_scenes else {},
        )

    def _count_time(self) -> None:
        now = self.clock()
        self._recorder.seconds += min(max(now - self._since, 0.0), LONGEST_PAUSE)
        self._since = now

    def _explain_damage(self, slot: str, damage: DamagedSaveError) -> str:
        """Set a damaged save aside, and return a sentence on what can be loaded instead."""
        sentences = [str(damage)]
        if not slot.endswith(PREVIOUS):
            with suppress(SaveError, AccessError):
                sentences.append(f"it is kept aside as `{self.shelf.set_aside(slot)}`")
            with suppress(SaveError):
                before = look_up_save(self.shelf, f"{slot}{PREVIOUS}")
                sentences.append(
                    f"the save before it is whole, turn {before.document.summary.turn}: load {slot}{PREVIOUS}"
                )
        return "; ".join(sentences)


def _recorder_after(save: StoredSave, restored: RestoredGame) -> Recorder:
    """Return the recorder of a game resumed from a save; one resumed from its autosave keeps its parent."""
    document, summary = save.document, save.document.summary
    parent = document.parent if save.name.removesuffix(PREVIOUS) == AUTO else _parent(save)
    history = replace(restored.history, parent=parent)
    return Recorder(history, list(restored.entries.lines), summary.words, float(summary.seconds))


def _parent(save: StoredSave) -> Parent:
    return Parent(save.name, save.checksum, save.document.summary.turn)


def _count_words(session: Session) -> int:
    return sum(len(paragraph.split()) for paragraph in session.frame.text)


def resume_message(frame: Frame, save: StoredSave, restored: RestoredGame) -> str:
    """Return what the player reads when a save is loaded: where the game is, and what is not as it was."""
    where = frame.title or (frame.ending.title if frame.ending else frame.scene)
    sentences = [f"back at “{where}”, turn {frame.turn}"]
    if save.lost_turns:
        sentences.append(f"the last {counted(save.lost_turns, 'turn')} of the autosave could not be read")
    if changes := changes_sentence(restored.differences, restored.messages):
        sentences.append(changes)
    return ". ".join(sentences)
