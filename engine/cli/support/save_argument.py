"""The save that a command is given, or told to make: a slot's name, or a file's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.cli.streams import write_message
from engine.cli.support.files import check_names
from engine.diagnostics.show import safe
from engine.errors import AccessError, SaveError
from engine.program.model import Program
from engine.replay.playback import count_words
from engine.runtime.journal import Step
from engine.runtime.notes import notes_after
from engine.runtime.session import LoadedGame, Session
from engine.saves.format.document import SaveDocument
from engine.saves.format.state_hash import state_hash
from engine.saves.recorder import PriorHistory, Recorder, record_steps, save_of
from engine.saves.shelf.lookup import is_path, look_up_save
from engine.saves.shelf.save_files import aside_sentence
from engine.saves.shelf.shelf import DamagedSaveError, Shelf, StoredSave, shelf_in
from engine.saves.shelf.slots import BEFORE, PREVIOUS, SAVE, check_not_reserved


def find_save(shelf: Shelf, word: str, story: str) -> StoredSave:
    """Return the save of a slot, or of a file, whose `.save` may be left out.

    If it is damaged, the SaveError offers the save before it, if that one is whole.
    """
    name = word + SAVE if is_path(word) and not Path(word).exists() and Path(word + SAVE).exists() else word
    try:
        return look_up_save(shelf, name, story)
    except DamagedSaveError as damage:
        before = name.removesuffix(SAVE) + BEFORE if is_path(word) else name + PREVIOUS
        if not _is_whole(shelf, before, story):
            raise
        raise DamagedSaveError(f"{damage}; the save before it is whole: samarra replay {safe(before)}") from None


def write_save(shelf: Shelf, word: str, document: SaveDocument, force: bool, why: str = "") -> str:
    """Write a save to a slot, or to a file of its own, always as a first generation; return its name."""
    if is_path(word):
        path = Path(word).with_name(Path(word).name.removesuffix(SAVE) + SAVE)
        check_names([path], force)
        save = shelf_in(path.parent).write_file(check_not_reserved(path.name), document)
        write_message(f"wrote {safe(str(path))}" + (f": {why}" if why else ""))
    else:
        save = shelf.write(word, document)
    for name in save.aside:
        write_message(aside_sentence(name))
    return save.name


def save_of_steps(program: Program, steps: Sequence[Step], base: SaveDocument | None = None) -> SaveDocument:
    """Return the save that a player who took these steps would have made.

    `base` is a save with the same beginning, which need not be the start of the story.
    """
    begin = steps[0].state
    history = PriorHistory(state_hash(program, begin))
    noted: frozenset[str] = frozenset()
    if base is not None and base.origin is not None:
        history = PriorHistory(base.first, origin=base.origin, earlier=base.earlier)
        noted = frozenset(base.note_ids)
    session = Session(program, begin.seed)
    session.resume(LoadedGame(steps, notes_after(program, begin, noted)))
    recorder = Recorder(history, words=count_words(program, steps))
    record_steps(recorder, program, steps)
    return save_of(session, recorder)


def _is_whole(shelf: Shelf, name: str, story: str) -> bool:
    try:
        look_up_save(shelf, name, story)
    except (SaveError, AccessError):
        return False
    return True
