"""A session with saves: saved and loaded by name, autosaved after every step, told what went wrong."""

from __future__ import annotations

import errno
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.program.model import Program
from engine.runtime.session import LoadedGame, Session
from engine.saves import session_saves
from engine.saves.edits.restore import restore
from engine.saves.format.document import REPLAYED, SaveDocument
from engine.saves.format.journal import Journal, journal_of
from engine.saves.recorder import save_of
from engine.saves.session_saves import LONGEST_PAUSE, SessionSaves
from engine.saves.shelf.autosave import SMALLEST_REWRITE
from engine.saves.shelf.lookup import look_up_save
from engine.saves.shelf.shelf import Shelf, shelf_in
from tests.saves.mill import STORY, mill, played, program_of, step
from tests.torture._failing_disk import FailingDisk

WITHOUT_END = STORY.replace("- Jump: end", "- Jump: yard").replace("- Stay: dust", "- Stay: yard")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return shelf_in(tmp_path)


def new_game(shelf: Shelf, seed: int = 1, program: Program | None = None) -> tuple[Session, SessionSaves]:
    saves = SessionSaves(shelf)
    session = Session(program or mill(), seed, saves)
    return session, saves


def resumed(document: SaveDocument) -> Session:
    restored = restore(mill(), document)
    session = Session(mill())
    session.resume(LoadedGame(restored.steps, restored.note_ids, restored.page))
    return session


def test_saving_and_loading_are_reported_in_a_sentence(shelf: Shelf) -> None:
    session, _ = new_game(shelf)
    session.do({"choose": "ring-the-bell"})
    assert session.do({"save": "night"}).notice == "saved as `night`"
    assert session.do({"save": "night"}).notice == "saved as `night`; the save before it is `night.prev`"
    session.do({"choose": "go-in"})
    loaded = session.do({"load": "night"})
    assert (loaded.notice, loaded.turn, loaded.scene) == ("back at “The yard”, turn 1", 1, "yard")


@pytest.mark.parametrize("seed", range(8))
def test_a_loaded_game_shows_the_same_and_can_be_undone_as_far(shelf: Shelf, seed: int) -> None:
    session, _ = new_game(shelf, seed)
    for number in range(30):
        step(session, seed + number * 7)
    session.do({"save": "night"})
    other, _ = new_game(shelf_in(shelf.folder), 99)
    other.do({"load": "night"})
    for _ in session.steps[1:]:
        again, before = other.do({"undo": 1}), session.do({"undo": 1})
        assert replace(again, notice=None) == replace(before, notice=None)
    assert "nothing to undo" in (other.do({"undo": 1}).notice or "")


@pytest.mark.parametrize("seed", range(12))
def test_the_autosave_is_the_game_as_it_stands_after_every_step_undo_and_redo(shelf: Shelf, seed: int) -> None:
    session, saves = new_game(shelf, seed)
    for number in range(60):
        match (seed * 31 + number * 17) % 11:
            case 0 | 1:
                session.do({"undo": 1 + number % 3})
            case 2:
                session.do({"redo": 1 + number % 2})
            case other:
                step(session, other + number)
        if len(session.steps) > 1 and number > 5:
            auto, now = look_up_save(shelf, "auto", "mill").document, save_of(session, saves._recorder)
            same: dict[str, Any] = {"anchor": now.anchor, "trail": now.trail, "edition": now.edition}
            assert replace(auto, **same) == now
            assert now.edition.scenes.items() <= auto.edition.scenes.items()
            assert resumed(auto).frame == replace(session.frame, notice=None)


def test_a_torn_last_line_is_as_if_that_turn_had_not_been_made(shelf: Shelf) -> None:
    session, _ = new_game(shelf)
    step(session, 0)
    lengths = []
    for number in range(5):
        step(session, number)
        lengths.append((shelf.folder / "auto.mill.journal").stat().st_size)
    file = (shelf.folder / "auto.mill.journal").read_bytes()
    (shelf.folder / "auto.mill.journal").write_bytes(file[: lengths[3] + 9])
    auto = look_up_save(shelf, "auto", "mill")
    assert (len(auto.document.journal), auto.lost_turns) == (len(session.steps) - 2, 1)
    assert resumed(auto.document).state == session.steps[-2].state


def test_a_changed_line_takes_all_that_follows_with_it(shelf: Shelf) -> None:
    session, _ = new_game(shelf)
    for number in range(8):
        step(session, number)
    path = shelf.folder / "auto.mill.journal"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:5], lines[5].replace(b"turn", b"torn"), *lines[6:]]))
    auto = look_up_save(shelf, "auto", "mill")
    assert auto.lost_turns == 4
    assert resumed(auto.document).state == session.steps[len(auto.document.journal)].state


def test_a_new_game_keeps_the_autosave_of_the_one_before(shelf: Shelf) -> None:
    first, saves = new_game(shelf, 1)
    step(first, 0)
    saves.close()
    second, _ = new_game(shelf, 2)
    step(second, 1)
    assert look_up_save(shelf, "auto", "mill").document.seed == 2
    assert look_up_save(shelf, "auto.prev", "mill").document.seed == 1


def test_a_second_game_of_the_story_is_warned_once_that_it_has_no_autosave(shelf: Shelf) -> None:
    first, saves = new_game(shelf)
    step(first, 0)
    second, _ = new_game(shelf_in(shelf.folder), 2)
    assert f"process {os.getpid()} has the autosave" in (second.do({"choose": 1}).notice or "")
    assert second.do({"choose": 1}).notice is None
    assert second.do({"save": "night"}).notice == "saved as `night`"
    saves.close()
    second.do({"undo": 1})
    assert look_up_save(shelf, "auto", "mill").document.seed == 2


def test_a_damaged_save_is_kept_aside_and_the_one_before_is_offered(shelf: Shelf) -> None:
    session, _ = new_game(shelf)
    for _ in range(2):
        step(session, 1)
        session.do({"save": "night"})
    file = (shelf.folder / "night.save").read_bytes()
    (shelf.folder / "night.save").write_bytes(file[:-3] + b"x" + file[-2:])
    told = session.do({"load": "night"}).notice or ""
    assert "`night` cannot be used: its checksum does not agree" in told
    assert "kept aside as `night.save.aside-" in told
    assert "the save before it is whole, turn 1: load night.prev" in told
    assert session.do({"load": "night.prev"}).turn == 1


@pytest.mark.parametrize("name", ["auto", "auto.prev"])
def test_the_autosave_is_not_saved_in_by_hand(shelf: Shelf, name: str) -> None:
    session, _ = new_game(shelf)
    assert "kept by the game itself" in (session.do({"save": name}).notice or "")


def test_a_game_knows_the_save_it_came_from(shelf: Shelf) -> None:
    session, _ = new_game(shelf)
    step(session, 0)
    session.do({"save": "night"})
    session.do({"load": "night"})
    step(session, 1)
    session.do({"save": "day"})
    parent = shelf.read("day").document.parent
    assert parent is not None
    assert (parent.slot, parent.checksum, parent.turn) == ("night", shelf.read("night").checksum, 1)


def test_play_time_leaves_out_long_pauses(shelf: Shelf) -> None:
    now = [100.0]
    saves = SessionSaves(shelf, lambda: now[0])
    session = Session(mill(), 1, saves)
    for seconds in (10.0, 20.0, 86_400.0):
        now[0] += seconds
        step(session, 0)
    session.do({"save": "night"})
    assert shelf.read("night").document.summary.seconds == 30 + LONGEST_PAUSE


def test_words_are_counted_as_they_are_shown_the_first_time(shelf: Shelf) -> None:
    session, _ = new_game(shelf)
    words = sum(len(text.split()) for text in session.frame.text)
    session.do({"choose": "ring-the-bell"})
    words += sum(len(text.split()) for text in session.frame.text)
    session.do({"undo": 1})
    session.do({"save": "night"})
    assert shelf.read("night").document.summary.words == words


@pytest.mark.parametrize("call", ["write", "fsync", "append"])
def test_a_full_disk_is_reported_once_and_the_autosave_is_begun_anew_when_there_is_room(
    shelf: Shelf, call: str
) -> None:
    plain = FailingDisk(-1, 0)
    session, saves = new_game(Shelf(shelf.folder / "other", plain))
    for number in range(3):
        step(session, number)
    at = len(plain.calls) - 1 - plain.calls[::-1].index(call)
    saves.close()
    disk = FailingDisk(at, errno.ENOSPC)
    session, _ = new_game(Shelf(shelf.folder, disk))
    for number in range(5):
        step(session, number)
    assert disk.failed == call
    assert look_up_save(shelf, "auto", "mill").document.hash == save_of(session).hash


def test_what_goes_wrong_with_an_autosave_is_reported_with_the_turn_that_was_made(shelf: Shelf) -> None:
    session, _ = new_game(Shelf(shelf.folder, FailingDisk(3, errno.ENOSPC)))
    frame = session.do({"choose": "ring-the-bell"})
    assert frame.turn == 1
    assert frame.notice == "`auto` could not be saved; the game goes on without it for now: no space left on device"


def test_a_save_reaches_back_as_far_as_steps_are_replayed(shelf: Shelf) -> None:
    session = played(program_of(WITHOUT_END), 4, REPLAYED + 60)
    document = save_of(session)
    assert (document.anchor.step, len(document.journal)) == (60, REPLAYED + 60)
    restored = restore(session.program, document)
    assert len(restored.steps) == REPLAYED + 1
    assert len(restored.history.journal) == 60
    assert list(restored.steps[1:]) == session.steps[61:]


def test_undoing_past_the_beginning_of_the_autosave_begins_it_anew(shelf: Shelf) -> None:
    session, _ = new_game(shelf, 4, program_of(WITHOUT_END))
    for number in range(REPLAYED + 50):
        step(session, number)
    session.do({"save": "night"})
    session.do({"load": "night"})
    step(session, 1)
    session.do({"undo": REPLAYED})
    step(session, 2)
    auto = look_up_save(shelf, "auto", "mill").document
    assert len(auto.journal) == REPLAYED + 50 + 1 - REPLAYED + 1
    restored = restore(session.program, auto)
    assert restored.steps[-1].state == session.state


def test_a_long_autosave_is_begun_anew_with_one_whole_save(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.saves.shelf.autosave.SMALLEST_REWRITE", 4_000)
    session, saves = new_game(shelf, 4, program_of(WITHOUT_END))
    for number in range(300):
        step(session, number)
        if number % 50 == 49:
            auto = look_up_save(shelf, "auto", "mill").document
            assert auto.hash == save_of(session, saves._recorder).hash
            assert len(restore(session.program, auto).steps) > 1
    assert (shelf.folder / "auto.mill.journal").stat().st_size < SMALLEST_REWRITE / 10


def test_a_game_of_ten_thousand_turns_loads_at_once(shelf: Shelf) -> None:
    session = Session(program_of(WITHOUT_END), 1)
    document = save_of(played(session.program, 1, 40))
    before = [document.journal[at % 40] for at in range(9_960)]
    entries = (*before[:-1], replace(before[-1], hash=document.first), *document.journal)
    long = replace(document, journal=journal_of(entries), anchor=replace(document.anchor, step=9_960))
    long = replace(long, origin=document.anchor.snapshot, earlier=Journal())
    shelf.write("long", long)
    began = time.process_time()
    assert len(restore(session.program, shelf.read("long").document).steps) == 41
    assert time.process_time() - began < 1.0


def test_a_turn_that_was_interrupted_before_it_was_kept_is_kept_with_the_next(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(session: Session) -> int:
        raise KeyboardInterrupt

    session, _ = new_game(shelf)
    for choice in ("ring-the-bell", "pour-grain-in"):
        session.do({"choose": choice})
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(session_saves, "_count_words", interrupt)
        session.do({"choose": "go-in"})
    session.do({"choose": "up-to-the-loft"})
    restored = restore(mill(), look_up_save(shelf, "auto", "mill").document)
    assert restored.steps[-1].state == session.state
    assert len(restored.steps) == 5
