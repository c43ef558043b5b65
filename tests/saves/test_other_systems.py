"""What Windows and macOS do otherwise, played here: locks that keep readers out, no links, files in use."""

from __future__ import annotations

import ast
import errno
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType, SimpleNamespace

import pytest

import engine.saves
import engine.storage
from engine.saves.recorder import save_of
from engine.saves.shelf.shelf import NotAFileError, shelf_in
from engine.storage import system_calls
from engine.storage.disk import RealDisk
from tests.saves.mill import mill, played

PACKAGES = (engine.saves, engine.storage)
POSIX_ONLY = {"fcntl", "pwd", "grp", "termios", "tty", "pty", "resource", "posix", "syslog"}
SAVE = save_of(played(mill(), 1, 4))


def as_if_on(platform: str, module: ModuleType, monkeypatch: pytest.MonkeyPatch, **modules: object) -> ModuleType:
    """The module as it is imported on another system."""
    monkeypatch.setattr(sys, "platform", platform)
    for name, fake in modules.items():
        monkeypatch.setitem(sys.modules, name, fake)
    assert module.__spec__ and module.__spec__.loader and module.__file__
    spec = importlib.util.spec_from_file_location("elsewhere", module.__file__)
    assert spec and spec.loader
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    return other


def test_on_windows_a_byte_far_past_the_end_is_locked_and_who_holds_the_lock_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked: dict[tuple[int, int], int] = {}

    def locking(file: int, mode: int, count: int) -> None:
        at = (os.fstat(file).st_ino, os.lseek(file, 0, os.SEEK_CUR))
        if locked.setdefault(at, file) != file:
            raise PermissionError(errno.EACCES, "locked")

    fake = SimpleNamespace(locking=locking, LK_NBLCK=2)
    elsewhere = as_if_on("win32", system_calls, monkeypatch, msvcrt=fake, fcntl=None)
    path = tmp_path / ".lock"
    path.write_bytes(b"samarra 12\n")
    files = [os.open(path, os.O_RDWR) for _ in range(2)]
    assert [elsewhere.try_lock(file) for file in files] == [True, False]
    assert all(at > 1_000_000 for _, at in locked)
    assert os.read(files[1], 64) == b"samarra 12\n"
    for file in files:
        os.close(file)


def test_where_links_cannot_be_made_without_following_them_the_save_before_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*paths: object, follow_symlinks: bool = True) -> None:
        raise NotImplementedError("link: follow_symlinks unavailable on this platform")

    monkeypatch.setattr(os, "link", link)
    shelf = shelf_in(tmp_path)
    assert [shelf.write("night", SAVE).document.generation for _ in range(3)] == [1, 2, 3]
    assert shelf.read("night.prev").document.generation == 2


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_that_is_in_use_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    naps: list[float] = []
    refusals = 3
    replace = Path.replace

    def in_use(path: Path, other: Path) -> Path:
        if len(naps) < refusals:
            refusal = PermissionError(errno.EACCES, "in use")
            refusal.winerror = winerror  # type: ignore[attr-defined]
            raise refusal
        return replace(path, other)

    monkeypatch.setattr("engine.storage.disk.time.sleep", naps.append)
    monkeypatch.setattr(Path, "replace", in_use)
    (tmp_path / "a").write_bytes(b"a")
    RealDisk().replace(tmp_path / "a", tmp_path / "b")
    assert (len(naps), (tmp_path / "b").read_bytes()) == (3, b"a")
    refusals = 1_000
    with pytest.raises(PermissionError):
        RealDisk().replace(tmp_path / "b", tmp_path / "c")
    assert 5 < len(naps) < 100


def test_a_refusal_of_another_kind_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.storage.disk.time.sleep", lambda _: pytest.fail("it was tried again"))
    with pytest.raises(FileNotFoundError):
        RealDisk().replace(tmp_path / "a", tmp_path / "b")


def test_where_open_follows_links_they_are_refused_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_calls, "_NOFOLLOW", 0)
    shelf = shelf_in(tmp_path)
    shelf.write("night", SAVE)
    (tmp_path / "link.save").symlink_to(tmp_path / "night.save")
    (tmp_path / "folder.save").mkdir()
    for name, kind in (("link", "a link"), ("folder", "a directory")):
        for use in (shelf.read, lambda slot: shelf.write(slot, SAVE)):
            with pytest.raises(NotAFileError, match=f"`{name}` is {kind}, not a save"):
                use(name)
    assert shelf.read("night").document.generation == 1


def test_a_link_put_there_between_looking_and_opening_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_calls, "_NOFOLLOW", 0)
    victim, path = tmp_path / "victim", tmp_path / "night.save"
    for each in (victim, path):
        each.write_bytes(b"text")
    there = os.open

    def swapped(name: Path, *flags: int) -> int:
        path.unlink()
        path.symlink_to(victim)
        return there(name, *flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(OSError) as refused:
        system_calls.open_file(path, os.O_RDONLY)
    assert refused.value.errno == errno.ELOOP


def test_on_macos_the_drive_is_asked_to_write_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[tuple[int, int]] = []
    fake = SimpleNamespace(F_FULLFSYNC=51, fcntl=lambda file, order: asked.append((file, order)))
    elsewhere = as_if_on("darwin", system_calls, monkeypatch, fcntl=fake)
    monkeypatch.setattr(os, "fsync", lambda file: asked.append((file, 0)))
    elsewhere.sync(7)
    assert asked == [(7, 51)]


@pytest.mark.parametrize(("code", "is_told"), [(errno.ENOTSUP, False), (errno.EINVAL, False), (errno.EIO, True)])
def test_a_file_system_without_such_an_order_is_synced_as_it_can_be(
    monkeypatch: pytest.MonkeyPatch, code: int, is_told: bool
) -> None:
    synced: list[int] = []

    def refuse(file: int, order: int) -> None:
        raise OSError(code, os.strerror(code))

    elsewhere = as_if_on("darwin", system_calls, monkeypatch, fcntl=SimpleNamespace(F_FULLFSYNC=51, fcntl=refuse))
    monkeypatch.setattr(os, "fsync", synced.append)
    if is_told:
        with pytest.raises(OSError):
            elsewhere.sync(7)
    else:
        elsewhere.sync(7)
    assert synced == ([] if is_told else [7])


def test_every_module_is_imported_where_nothing_of_posix_is() -> None:
    names = [module.name for package in PACKAGES for module in walk_packages(package.__path__, f"{package.__name__}.")]
    assert len(names) > 20
    code = f"""
import sys, types
import asyncio, pathlib, tempfile, subprocess
sys.platform = "win32"
sys.modules.update(dict.fromkeys({sorted(POSIX_ONLY - {"posix"})!r}))
sys.modules["msvcrt"] = types.SimpleNamespace(locking=None, LK_NBLCK=2)
for name in {names!r}:
    __import__(name)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_what_only_posix_has_is_imported_only_behind_a_question(package: ModuleType) -> None:
    for path in Path(package.__path__[0]).rglob("*.py"):
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in statement.names} | {getattr(statement, "module", None) or ""}
                assert not names & POSIX_ONLY, path
