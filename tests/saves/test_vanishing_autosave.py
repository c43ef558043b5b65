"""The autosave whose file is taken away, emptied or replaced during a game: the next turn keeps all, and says so."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from engine.runtime.session import Session
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.lookup import look_up_save
from engine.saves.shelf.shelf import shelf_in
from tests.saves.mill import mill, step
from tests.torture.vanishing import DIARY, FILE, WAYS, Way, file_cut, file_emptied, file_longer, file_replaced


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_next_turn_keeps_the_whole_game_and_says_so(tmp_path: Path, way: Way) -> None:
    folder = tmp_path / "saves"
    saves = SessionSaves(shelf_in(folder))
    session = Session(mill(), 1, saves)
    for number in range(6):
        step(session, number)
    way(folder, random.Random(1))
    notice = session.do({"undo": 1}).notice or ""
    assert "`auto` was taken away or changed by something else: the whole game is kept in a new one" in notice
    for number in range(3):
        step(session, number)
    assert session.frame.notice is None
    saves.close()
    kept = look_up_save(shelf_in(folder), "auto", "mill")
    assert (len(kept.document.journal), kept.lost_turns) == (len(session.steps) - 1, 0)
    aside = folder / f"{FILE}.aside-1"
    assert aside.exists() == (way in (file_emptied, file_cut, file_longer, file_replaced))
    if way is file_replaced:
        assert aside.read_bytes() == DIARY


def test_another_game_that_took_the_lock_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    saves = SessionSaves(shelf_in(folder))
    first = Session(mill(), 1, saves)
    step(first, 0)
    shutil.rmtree(folder)
    other = SessionSaves(shelf_in(folder))
    second = Session(mill(), 2, other)
    step(second, 0)
    assert "has the autosave of this story" in (first.do({"undo": 1}).notice or "")
    step(second, 1)
    assert look_up_save(shelf_in(folder), "auto", "mill").document.seed == 2
    other.close()
    assert "the whole game is kept in a new one" in (first.do({"choose": 1}).notice or "")
    assert look_up_save(shelf_in(folder), "auto", "mill").document.seed == 1
    assert (folder / f"{FILE}.aside-1").exists()
    saves.close()


def test_a_loss_is_reported_even_if_another_save_is_loaded_first(tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    saves = SessionSaves(shelf_in(folder))
    session = Session(mill(), 1, saves)
    step(session, 0)
    session.do({"save": "night"})
    step(session, 1)
    (folder / FILE).unlink()
    session.do({"load": "night"})
    assert "the whole game is kept in a new one" in (session.do({"choose": 1}).notice or "")
    saves.close()
