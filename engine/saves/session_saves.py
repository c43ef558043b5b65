"""Keeps a session's game: saves and loads on the player's word, and an autosave after every step."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from engine.diagnostics.show import counted
from engine.errors import AccessError, SaveError
from engine.program.model import Program
from engine.runtime.frame import Frame
from engine.runtime.session import LoadedGame, Session
from engine.saves.edits.restore import RestoredGame, restore
from engine.saves.edits.story_changes import changes_sentence
from engine.saves.folding import shorten_journal, shortened_sentence
from engine.saves.format.autosave_file import AutosaveTurn
from engine.saves.format.document import JournalEntry, Parent, edition_of, scenes_of_save
from engine.saves.format.snapshot import snapshot_of
from engine.saves.recorder import PriorHistory, Recorder, record_steps, recorder_of, resting_scene, save_of, summary_of
from engine.saves.shelf.autosave import Autosave
from engine.saves.shelf.lookup import look_up_save
from engine.saves.shelf.save_files import aside_words
from engine.saves.shelf.shelf import DamagedSave, SaveConflict, Shelf, StoredSave
from engine.saves.shelf.slots import AUTO, PREVIOUS, BadSlot, check_slot

LONGEST_PAUSE = 300.0
"""Seconds between two steps that still count as playing."""


@dataclass(slots=True)
class SessionSaves:
    """The saves of one session, on one shelf."""

    shelf: Shelf
    clock: Callable[[], float] = time.monotonic
    _recorder: Recorder = field(default_factory=lambda: Recorder(PriorHistory("")))
    _autosave: Autosave | None = None
    _seen: set[str] = field(default_factory=set)
    """The scenes the open autosave knows."""
    _generations: dict[str, int] = field(default_factory=dict)
    """What was last seen in each slot this game has saved in or come from."""
    _since: float = 0.0
    _complaint: str = ""
    """What kept the last turn from being autosaved, told once."""

    def begin(self, session: Session) -> None:
        """Start to record a new game."""
        self._recorder, self._since = recorder_of(session), self.clock()
        self._recorder.words = _words(session)
        self._autosave = Autosave(self.shelf, session.program.id)

    def save(self, session: Session, slot: str) -> str:
        if slot.removesuffix(PREVIOUS) == AUTO:
            raise BadSlot("`auto` is kept by the game itself; save under another name")
        self._count_time()
        document, cut = shorten_journal(session.program, save_of(session, self._recorder), session.steps)
        try:
            kept = self.shelf.write(check_slot(slot), document, self._generations.get(slot))
        except SaveConflict:
            self._generations[slot] = self.shelf.generation(slot)
            raise
        self._generations[slot] = kept.document.generation
        before = f"; the save before it is `{slot}{PREVIOUS}`" if kept.document.generation > 1 else ""
        told = [f"saved as `{slot}`{before}", *map(aside_words, kept.aside)]
        return "; ".join(told + [shortened_sentence(cut)] * bool(cut))

    def load(self, program: Program, slot: str) -> LoadedGame:
        try:
            kept = look_up_save(self.shelf, slot, program.id)
        except DamagedSave as damage:
            raise SaveError(self._offering_the_one_before(slot, damage)) from None
        return self.resume_from(program, kept)

    def resume_from(self, program: Program, kept: StoredSave) -> LoadedGame:
        """Return the game of a save and record it from now on.

        Raises:
            SaveError: it cannot be continued in this story; the game before it is still recorded.
        """
        restored = restore(program, kept.document)
        self._recorder = _recorder_after(kept, restored)
        record_steps(self._recorder, program, restored.steps)
        self._since = self.clock()
        self._generations[kept.name] = kept.document.generation
        if self._autosave is not None:
            self._autosave.leave()
        return LoadedGame(
            restored.steps, restored.noted, restored.page, lambda frame: resumed_words(frame, kept, restored)
        )

    def record(self, session: Session) -> str | None:
        if self._autosave is None:
            self.begin(session)
        undone, made = record_steps(self._recorder, session.program, session.steps)
        if made:
            self._recorder.words += _words(session)
        self._count_time()
        try:
            notice = self._autosaved(session, undone, made)
        except (AccessError, SaveError) as fault:
            if str(fault) != self._complaint:
                self._complaint = str(fault)
                raise
            return None
        self._complaint = ""
        return notice

    def close(self) -> None:
        """Leaves the autosave to another game."""
        if self._autosave is not None:
            self._autosave.close()

    def _autosaved(self, session: Session, undone: int, made: list[JournalEntry]) -> str | None:
        assert self._autosave is not None
        if not self._autosave.is_ready(len(self._recorder.history.journal) + len(self._recorder.entries)):
            document, cut = shorten_journal(session.program, save_of(session, self._recorder), session.steps)
            self._seen = set(document.edition.scenes)
            return self._autosave.begin(document, cut + document.anchor.step)
        for at, entry in enumerate(made or [None], len(session.steps) - len(made)):
            self._add(session, undone, min(at, len(session.steps) - 1), entry)
            undone = 0
        return None

    def _add(self, session: Session, undone: int, at: int, entry: JournalEntry | None) -> None:
        assert self._autosave is not None
        program, state, kept = session.program, session.steps[at].state, self._recorder
        snapshot = snapshot_of(program, state)
        new = scenes_of_save(snapshot, (entry,) if entry else ()) - self._seen
        noted = session.note_history.new[at] if entry else ()
        turn = AutosaveTurn(
            undone,
            entry,
            summary_of(program, state, kept.words, kept.seconds),
            resting_scene(program, state),
            noted,
            edition_of(program, new).scenes if new else {},
        )
        self._autosave.add(turn, snapshot)
        self._seen |= new

    def _count_time(self) -> None:
        now = self.clock()
        self._recorder.seconds += min(max(now - self._since, 0.0), LONGEST_PAUSE)
        self._since = now

    def _offering_the_one_before(self, slot: str, damage: DamagedSave) -> str:
        """Keeps a damaged save aside, and says what can be loaded instead."""
        told = [str(damage)]
        if not slot.endswith(PREVIOUS):
            with suppress(SaveError, AccessError):
                told.append(f"it is kept aside as `{self.shelf.set_aside(slot)}`")
            with suppress(SaveError):
                before = look_up_save(self.shelf, f"{slot}{PREVIOUS}")
                told.append(f"the save before it is whole, turn {before.document.summary.turn}: load {slot}{PREVIOUS}")
        return "; ".join(told)


def _recorder_after(kept: StoredSave, restored: RestoredGame) -> Recorder:
    """The past of a game that goes on from a save; one that goes on from its autosave is still the same game."""
    document, shown = kept.document, kept.document.summary
    parent = document.parent if kept.name.removesuffix(PREVIOUS) == AUTO else _parent(kept)
    past = replace(restored.history, parent=parent)
    return Recorder(past, list(restored.entries), shown.words, float(shown.seconds))


def _parent(kept: StoredSave) -> Parent:
    return Parent(kept.name, kept.checksum, kept.document.summary.turn)


def _words(session: Session) -> int:
    return sum(len(paragraph.split()) for paragraph in session.frame.text)


def resumed_words(frame: Frame, kept: StoredSave, restored: RestoredGame) -> str:
    """Return what the player reads when a save is loaded: where the game is, and what is not as it was."""
    where = frame.title or (frame.ending.title if frame.ending else frame.scene)
    sentences = [f"back at “{where}”, turn {frame.turn}"]
    if kept.lost_turns:
        sentences.append(f"the last {counted(kept.lost_turns, 'turn')} of the autosave could not be read")
    if changes := changes_sentence(restored.differences, restored.messages):
        sentences.append(changes)
    return ". ".join(sentences)
