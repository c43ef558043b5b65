"""A folder that is full of other people's files: saving there changes none of them, or keeps it aside and says so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from engine.errors import SaveError, UsageError
from engine.runtime.session import Session
from engine.saves.format.save_file import encode
from engine.saves.recorder import save_of
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.autosave import remove_autosave
from engine.saves.shelf.lookup import list_saves, look_up_save
from engine.saves.shelf.shelf import Shelf, shelf_in
from engine.saves.shelf.slots import check_not_reserved
from engine.storage.disk import RealDisk
from engine.storage.folder_lock import FolderLockedError, take_lock
from tests.saves.mill import STORY, mill, played, program_of, step

NAMES = (
    "auto.mill.journal", "auto.mill.prev.journal", "auto.diary.journal", "mine.save", "mine.prev.save", ".lock",
    ".auto.mill.lock", ".draft-1.tmp", ".draft-1-2.tmp", f".samarra-{12:032x}.tmp", ".samarra-1.tmp", "a.tmp",
    "mine.damaged-1", "mine.save.aside-1", "notes.txt", "diary.journal", ".hidden",
)  # fmt: skip
CONTENTS = (b"Dear diary, ", b"4711\n", b'{"kind": "other"}\n', b"\x00" * 9, b"samarra was here\n")


@pytest.fixture(params=CONTENTS, ids=repr)
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    for name in NAMES:
        (tmp_path / name).write_bytes(request.param + name.encode())
    (tmp_path / "other").mkdir()
    return shelf_in(tmp_path)


def bodies(shelf: Shelf) -> set[bytes]:
    return {path.read_bytes() for path in shelf.folder.iterdir() if path.is_file()}


def played_through(shelf: Shelf) -> Iterator[str]:
    """Everything that a game does with saves, and what the player is told of it."""
    saves = SessionSaves(shelf)
    session = Session(mill(), 1, saves)
    for command in (
        {"choose": 1}, {"save": "mine"}, {"load": "mine"}, {"choose": 1}, {"undo": 1}, {"save": "mine"},
        {"save": "other"}, {"load": "auto"}, {"load": "auto.prev"}, {"load": "mine.prev"}, {"choose": 1},
    ):  # fmt: skip
        yield session.do(command).notice or ""
    saves.close()


def test_playing_there_changes_none_of_them_and_says_what_is_kept_aside(shelf: Shelf) -> None:
    before = bodies(shelf)
    told = "\n".join(played_through(shelf))
    assert before <= bodies(shelf)
    moved = [name for name in NAMES if (shelf.folder / f"{name}.aside-1").is_file() and name != "mine.save"]
    assert set(moved) == {"auto.mill.journal", "auto.mill.prev.journal", "mine.prev.save"}
    assert all(f"kept aside as `{name}.aside-1`" in told for name in moved)
    assert "kept aside as `mine.save.aside-2`" in told
    assert look_up_save(shelf, "auto", "mill").document.hash == save_of_last(shelf)


def save_of_last(shelf: Shelf) -> str:
    return look_up_save(shelf, "auto", "mill").document.hash


def test_loading_listing_and_removing_there_change_none_of_them(shelf: Shelf) -> None:
    before = {path: path.read_bytes() for path in shelf.folder.iterdir() if path.is_file()}
    saves = SessionSaves(shelf)
    session = Session(mill(), 1, saves)
    for slot in ("mine", "mine.prev", "auto", "auto.prev"):
        assert session.do({"load": slot}).notice
    list_saves(shelf)
    for removal in (partial(shelf.remove, "mine"), partial(remove_autosave, shelf, "mill")):
        with pytest.raises(SaveError, match="was not written by samarra and is left as it is"):
            removal()
    saves.close()
    assert {path: path.read_bytes() for path in shelf.folder.iterdir() if path.is_file()} == before


def test_a_damaged_save_is_removed_when_it_is_asked_for(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    (tmp_path / "mine.save").write_bytes(encode(save_of(played(mill(), 1, 3)))[:-9])
    shelf.remove("mine")
    assert shelf.slots() == ()


def test_the_autosave_of_another_story_is_kept_aside(tmp_path: Path) -> None:
    saves = SessionSaves(shelf_in(tmp_path))
    session = Session(program_of(STORY.replace("id: mill", "id: weir")), 1, saves)
    step(session, 1)
    saves.close()
    other = (tmp_path / "auto.weir.journal").read_bytes()
    (tmp_path / "auto.weir.journal").rename(tmp_path / "auto.mill.journal")
    saves = SessionSaves(shelf_in(tmp_path))
    session = Session(mill(), 1, saves)
    assert "kept aside as `auto.mill.journal.aside-1`" in (session.do({"choose": 1}).notice or "")
    assert (tmp_path / "auto.mill.journal.aside-1").read_bytes() == other


@pytest.mark.parametrize("name", [".lock", ".auto.mill.lock"])
def test_a_lock_file_with_a_second_name_is_locked_and_not_written_into(tmp_path: Path, name: str) -> None:
    for text in (b"", b"samarra 12\n", b"Dear diary"):
        diary = tmp_path / "diary"
        diary.write_bytes(text)
        os.link(diary, tmp_path / name)
        lock = take_lock(RealDisk(), tmp_path / name)
        with pytest.raises(FolderLockedError):
            take_lock(RealDisk(), tmp_path / name)
        os.close(lock)
        assert diary.read_bytes() == text
        (tmp_path / name).unlink()


def test_a_lock_that_is_no_file_is_reported_by_its_kind(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".lock")
    with pytest.raises(OSError, match="is a pipe"):
        take_lock(RealDisk(), tmp_path / ".lock")


def test_a_lock_whose_name_was_given_to_another_file_is_taken_again(tmp_path: Path) -> None:
    class Replaced(RealDisk):
        times = 1

        def lock(self, file: int) -> bool:
            if self.times:
                self.times -= 1
                (tmp_path / ".lock").unlink()
            return super().lock(file)

    lock = take_lock(Replaced(), tmp_path / ".lock")
    with pytest.raises(FolderLockedError, match=f"process {os.getpid()} is"):
        take_lock(RealDisk(), tmp_path / ".lock")
    os.close(lock)


def test_the_folder_is_waited_for_once_and_not_again_each_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("engine.storage.folder_lock.time.sleep", waits.append)
    monkeypatch.setattr("engine.storage.folder_lock.time.monotonic", lambda: len(waits) * 1.0)
    lock = take_lock(RealDisk(), tmp_path / ".lock")
    saves = SessionSaves(shelf_in(tmp_path))
    session = Session(mill(), 1, saves)
    notices = [session.do({"choose": 1}).notice for _ in range(5)]
    assert (len(waits), notices[1:]) == (5, [None] * 4)
    assert f"process {os.getpid()} is using these saves" in (notices[0] or "")
    os.close(lock)
    session.do({"undo": 1})
    assert len(look_up_save(shelf_in(tmp_path), "auto", "mill").document.journal) == len(session.steps) - 1


def test_a_save_in_a_file_keeps_the_one_before_it_and_takes_the_lock_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.storage.folder_lock.LOCK_TIMEOUT", 0.0)
    shelf, documents = shelf_in(tmp_path), [save_of(played(mill(), seed, 4)) for seed in (1, 2)]
    for document in (documents[0], documents[1], documents[1]):
        kept = shelf.write_file("Chapter one.save", document)
    assert (kept.document.generation, kept.aside) == (1, ())
    before = look_up_save(shelf, str(tmp_path / "Chapter one.prev.save")).document
    assert (before.hash, before.seed) == (documents[0].hash, 1)


def test_a_diary_in_the_place_of_a_save_in_a_file_is_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "x.save").write_bytes(b"Dear diary")
    assert shelf_in(tmp_path).write_file("x.save", save_of(played(mill(), 1, 4))).aside == ("x.save.aside-1",)
    assert (tmp_path / "x.save.aside-1").read_bytes() == b"Dear diary"


@pytest.mark.parametrize("name", ["con.save", "CON", "Nul.prev.save", "com¹.save", "lpt9 .save", "conin$"])
def test_a_file_name_that_windows_takes_for_a_device_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="means something else on some systems"):
        check_not_reserved(name)
