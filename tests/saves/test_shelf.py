"""The shelf: slots by name, the save before the last one, and what is refused by name without being touched."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import AccessError, SamarraError, SaveError, UsageError
from engine.saves.format.save_file import encode
from engine.saves.recorder import save_of
from engine.saves.shelf.shelf import (
    DamagedSaveError,
    NoSuchSaveError,
    NotAFileError,
    SaveConflictError,
    Shelf,
    shelf_in,
)
from engine.storage.disk import RealDisk
from engine.storage.folder_lock import FolderLockedError, take_lock
from tests.saves.mill import STORY, mill, played, program_of

FIRST, SECOND = (save_of(played(mill(), seed, 6)) for seed in (1, 2))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return shelf_in(tmp_path / "deep" / "saves")


def test_a_save_is_kept_under_its_name_and_the_one_before_it_too(shelf: Shelf) -> None:
    shelf.write("night", FIRST)
    shelf.write("night", SECOND)
    assert shelf.slots() == ("night",)
    assert shelf.read("night").document == replace(SECOND, generation=2)
    assert shelf.read("night.prev").document == replace(FIRST, generation=1)


def test_only_the_owner_may_enter_the_folder_or_read_a_save(shelf: Shelf) -> None:
    shelf.write("night", FIRST)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (shelf.folder, shelf.folder / "night.save")]
    assert modes == [0o700, 0o600]


def test_an_empty_shelf_lists_nothing_and_makes_no_folder(shelf: Shelf) -> None:
    assert shelf.slots() == ()
    assert not shelf.folder.exists()


@pytest.mark.parametrize(
    "name",
    ["", "Night", "a b", "../night", "a/b", "a.b", "-a", "_a", "é", "a" * 65, "con", "lpt1", "nul", "a\x1b[2J", "a\n"],
)
def test_a_name_that_could_mean_something_else_is_refused(shelf: Shelf, name: str) -> None:
    for use in (shelf.read, lambda slot: shelf.write(slot, FIRST), shelf.remove):
        with pytest.raises(UsageError) as refused:
            use(name)
        assert not re.search("[\x00-\x1f]", str(refused.value))
    assert not shelf.folder.exists()


def test_what_is_no_file_is_refused_by_its_kind_and_left_alone(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write("night", FIRST)
    (shelf.folder / "folder.save").mkdir()
    os.mkfifo(shelf.folder / "pipe.save")
    (shelf.folder / "link.save").symlink_to(shelf.folder / "night.save")
    (shelf.folder / "device.save").symlink_to("/dev/zero")
    before = sorted(shelf.folder.iterdir())
    for name, kind in (("folder", "directory"), ("pipe", "pipe"), ("link", "link"), ("device", "link")):
        for use in (shelf.read, lambda slot: shelf.write(slot, SECOND)):
            with pytest.raises(NotAFileError, match=f"`{name}` is a {kind}, not a save"):
                use(name)
    assert sorted(shelf.folder.iterdir()) == before


def test_a_file_far_too_large_is_refused_without_being_read_whole(shelf: Shelf) -> None:
    shelf.write("night", FIRST)
    with (shelf.folder / "night.save").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(NotAFileError, match="too large"):
        shelf.read("night")


def test_a_damaged_save_is_kept_aside_when_its_slot_is_saved_in(shelf: Shelf) -> None:
    shelf.write("night", FIRST)
    shelf.write("night", FIRST)
    (shelf.folder / "night.save").write_bytes(b"PK\x03\x04")
    with pytest.raises(DamagedSaveError, match="`night` cannot be used: it is a zip file"):
        shelf.read("night")
    assert shelf.write("night", SECOND).document.generation == 2
    assert [path.read_bytes() for path in shelf.folder.glob("night.save.aside-*")] == [b"PK\x03\x04"]
    assert shelf.read("night.prev").document == replace(FIRST, generation=1)


def test_a_save_of_another_story_is_not_replaced(shelf: Shelf) -> None:
    other = program_of(STORY.replace("id: mill", "id: weir"))
    shelf.write("night", FIRST)
    with pytest.raises(SaveError, match="a save of another story, “The mill”"):
        shelf.write("night", save_of(played(other, 1, 2)))
    assert shelf.read("night").document == replace(FIRST, generation=1)


def test_a_save_that_was_not_seen_is_not_replaced(shelf: Shelf) -> None:
    shelf.write("night", FIRST)
    shelf.write("night", FIRST, expected=1)
    with pytest.raises(SaveConflictError, match="another game has saved as `night` since"):
        shelf.write("night", SECOND, expected=1)
    assert shelf.read("night").document == replace(FIRST, generation=2)


def test_what_an_ended_process_left_is_swept_away(shelf: Shelf) -> None:
    shelf.write("night", FIRST)
    for left in (b"", b"{", encode(FIRST)[:-9]):
        (shelf.folder / f".samarra-{7:032x}.tmp").write_bytes(left)
        shelf.write("day", FIRST)
        assert not (shelf.folder / f".samarra-{7:032x}.tmp").exists()


def test_a_slot_is_emptied_with_the_save_before(shelf: Shelf) -> None:
    shelf.write("night", FIRST)
    shelf.write("night", SECOND)
    shelf.remove("night")
    assert shelf.slots() == ()
    with pytest.raises(NoSuchSaveError):
        shelf.read("night.prev")
    with pytest.raises(NoSuchSaveError):
        shelf.remove("night")


def test_who_holds_the_lock_is_reported(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.storage.folder_lock.LOCK_TIMEOUT", 0.0)
    shelf.write("night", FIRST)
    lock = take_lock(shelf.disk, shelf.folder / ".lock")
    with pytest.raises(FolderLockedError, match=f"process {os.getpid()} is using these saves"):
        take_lock(shelf.disk, shelf.folder / ".lock")
    os.close(lock)
    os.close(take_lock(shelf.disk, shelf.folder / ".lock"))


@pytest.mark.parametrize("refusal", [PermissionError(errno.EPERM, "no"), OSError(errno.ENOSYS, "no")])
def test_a_file_system_without_second_names_keeps_the_save_before_all_the_same(shelf: Shelf, refusal: OSError) -> None:
    class WithoutLinks(RealDisk):
        def link(self, path: Path, other: Path) -> None:
            raise refusal

    for document in (FIRST, SECOND, FIRST):
        Shelf(shelf.folder, WithoutLinks()).write("night", document)
    assert shelf.read("night.prev").document == replace(SECOND, generation=2)


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_reported(shelf: Shelf) -> None:
    shelf.write("night", FIRST)
    shelf.folder.chmod(0o500)
    with pytest.raises(AccessError, match=r"`night` could not be saved.*permission denied"):
        shelf.write("night", SECOND)
    assert shelf.read("night").document == replace(FIRST, generation=1)


def test_a_folder_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "saves").write_bytes(b"")
    with pytest.raises(AccessError, match="`night` could not be saved"):
        shelf_in(tmp_path / "saves").write("night", FIRST)
    for use in (shelf_in(tmp_path / "saves").slots, lambda: shelf_in(tmp_path / "saves").read("night")):
        with pytest.raises(SamarraError):
            use()
