"""Every story of the golden folders, saved and loaded before each step: nobody could tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.runtime.commands import Answer, Choose
from engine.runtime.journal import PickedChoice
from engine.runtime.session import LoadedGame, Session
from engine.saves.edits.restore import restore
from engine.saves.format.save_file import decode, encode
from engine.saves.recorder import Recorder, save_of
from tests.golden_stories import FOLDERS, random_game
from tests.saves.rewriting import unchecked


def saved_and_loaded(session: Session, recorder: Recorder | None) -> tuple[Session, Recorder]:
    restored = restore(session.program, decode(encode(save_of(session, recorder))))
    other = Session(session.program)
    other.resume(LoadedGame(restored.steps, restored.note_ids, restored.page))
    return other, Recorder(restored.history, list(restored.entries.lines))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_game_is_the_same_saved_and_loaded_before_each_step(folder: Path) -> None:
    program = unchecked(folder)
    for seed in range(3):
        straight = Session(program, seed)
        broken: tuple[Session, Recorder | None] = Session(program, seed), None
        for _, move, _ in random_game(program, seed):
            command = Choose(move.address) if isinstance(move, PickedChoice) else Answer(move.text)
            broken = saved_and_loaded(*broken)
            assert broken[0].do(command) == straight.do(command)
        broken = saved_and_loaded(*broken)
        assert broken[0].frame == straight.frame
        for _ in straight.steps[1:]:
            assert replace(broken[0].do({"undo": 1}), notice=None) == replace(straight.do({"undo": 1}), notice=None)
