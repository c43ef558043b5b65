"""A file is written whole or not at all, on every kind of disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from engine.cli import main
from engine.errors import AccessError
from engine.storage import atomic_write
from engine.storage.atomic_write import AlreadyThereError, write_file
from engine.storage.disk import RealDisk

IN_USE = (5, 32, 33)
"""What Windows says of a file that another process has open."""


class WithoutLinks(RealDisk):
    """A disk on which a file has one name only."""

    def link(self, path: Path, other: Path) -> None:
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))


def in_use_for_a_while(times: int, winerror: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let so many replacements fail as they do on Windows; what is returned grows by one with each."""
    tries: list[int] = []
    replace = Path.replace

    def refuse(path: Path, other: Path) -> Path:
        tries.append(1)
        if len(tries) > times:
            return replace(path, other)
        refusal = PermissionError(errno.EACCES, "access is denied")
        refusal.winerror = winerror  # type: ignore[attr-defined,unused-ignore]  # only Windows has it
        raise refusal

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr("engine.storage.disk.time.sleep", lambda seconds: None)
    return tries


@pytest.mark.parametrize("winerror", IN_USE)
def test_a_file_that_windows_says_is_in_use_is_replaced_a_moment_later(
    winerror: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")
    tries = in_use_for_a_while(3, winerror, monkeypatch)
    write_file(RealDisk(), file, b"new", replaces=True)
    assert (file.read_bytes(), len(tries)) == (b"new", 4)


def test_a_file_that_stays_in_use_is_reported_and_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")
    in_use_for_a_while(10_000, 32, monkeypatch)
    with pytest.raises(AccessError, match="file cannot be written: access is denied"):
        write_file(RealDisk(), file, b"new", replaces=True)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"old")]


def test_a_permission_that_is_missing_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"old")
    tries = in_use_for_a_while(10_000, 19, monkeypatch)
    with pytest.raises(AccessError):
        write_file(RealDisk(), tmp_path / "file", b"new", replaces=True)
    assert len(tries) == 1


def test_a_story_in_use_is_mended_a_moment_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = tmp_path / "story.yaml"
    story.write_text("story: T\nstart: a\nscenes:\n  a:\n    text: Here: there\n    ending: Z\n", encoding="utf-8")
    in_use_for_a_while(2, 5, monkeypatch)
    main(["fix", str(story)])
    assert "text: Here: there" not in story.read_text(encoding="utf-8")


@pytest.mark.parametrize("disk", [RealDisk(), WithoutLinks()], ids=["links", "no links"])
def test_a_file_that_comes_in_between_is_not_written_over(
    disk: RealDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    write_file(disk, file, b"mine", replaces=False)
    monkeypatch.setattr(atomic_write, "check_free", lambda disk, path, replaces: None)
    with pytest.raises(AlreadyThereError):
        write_file(disk, file, b"yours", replaces=False)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"mine")]


def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    write_file(RealDisk(), tmp_path / "file", b"", replaces=False)
    (tmp_path / "other").touch()
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "other").stat().st_mode
