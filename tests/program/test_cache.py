"""Compiled programs are kept between runs, and nothing in the folder that keeps them can hurt."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import engine
from engine.cli import main
from engine.pipeline import build
from engine.program.cache import PROGRAMS, read_program_cache, sources_key, write_program_cache
from engine.program.model import Program
from engine.storage.cache_files import engine_stamp
from tests.golden_stories import FOLDERS
from tests.program.blocks import pack_blocks, unpack_blocks

STORY = """\
story: One
start: a
scenes:
  a: {choices: [{Go: b}]}
  b: {text: Far away., choices: [{On: z}]}
  z: {ending: The end}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMARRA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def program() -> Program:
    built = build(FOLDERS[0])
    assert built.program is not None
    return built.program


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.yaml"
    file.write_text(STORY, encoding="utf-8")
    return file


def cached_file(folder: Path) -> Path:
    (only,) = (folder / "samarra" / "programs").iterdir()
    return only


def test_a_story_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = engine.load(FOLDERS[0])
    monkeypatch.setattr("engine.pipeline._build", lambda _: pytest.fail("compiled again"))
    assert engine.load(FOLDERS[0]).fingerprint == first.fingerprint


def test_an_edited_story_is_compiled_again(folder: Path, tmp_path: Path) -> None:
    story = tmp_path / "story.yaml"
    story.write_text("story: One\nstart: a\nscenes:\n  a:\n    ending: The end\n", encoding="utf-8")
    first = engine.load(story)
    story.write_text("story: Two\nstart: a\nscenes:\n  a:\n    ending: The end\n", encoding="utf-8")
    assert (first.title, engine.load(story).title) == ("One", "Two")


@pytest.mark.parametrize("damaged", [b"", b"\n", b"{}", b"[" * 100_000, b"samarra proofs 1 "], ids=len)
def test_what_is_not_ours_is_neither_used_nor_changed(folder: Path, damaged: bytes) -> None:
    first = engine.load(FOLDERS[0])
    cached_file(folder).write_bytes(damaged)
    assert engine.load(FOLDERS[0]).fingerprint == first.fingerprint
    assert cached_file(folder).read_bytes() == damaged


def mended(body: bytes) -> bytes:
    return PROGRAMS._header(body) + b"\n" + body


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[:-1],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole + b"x",
        lambda whole: whole[:-9] + b"?" + whole[-8:],
        lambda whole: mended(b""),
        lambda whole: mended(b"[]"),
        lambda whole: mended(pack_blocks([b"[" * 100_000])),
        lambda whole: mended(pack_blocks([b'{"code": 1}'])),
    ],
    ids=["a byte short", "half", "longer", "a byte", "empty", "no program", "deep", "no fields"],
)
def test_a_damaged_entry_is_made_anew(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    engine.load(FOLDERS[0])
    whole = cached_file(folder).read_bytes()
    cached_file(folder).write_bytes(damage(whole))
    engine.load(FOLDERS[0])
    assert cached_file(folder).read_bytes() == whole


def test_an_entry_that_cannot_be_used_after_all_is_made_anew_without_a_word(
    folder: Path, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["replay", "way", "--story", str(story), "--saves", str(folder / "saves"), "--verify"]
    (story.parent / "way.txt").write_text("go\n", encoding="utf-8")
    main(["record", str(story), str(story.parent / "way.txt"), "--save", "way", "--saves", str(folder / "saves")])
    whole = cached_file(folder).read_bytes()
    head, *blocks = unpack_blocks(whole.partition(b"\n")[2])
    cached_file(folder).write_bytes(mended(pack_blocks([head, *(b"[[99]]\n[[],[[]]]" for _ in blocks)])))
    capsys.readouterr()
    assert main(words) == 0
    assert capsys.readouterr().err == ""
    engine.load(story)
    assert cached_file(folder).read_bytes() == whole


def test_an_entry_that_is_at_fault_in_the_middle_of_a_game_is_reported_once(
    folder: Path, story: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def played() -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
        code = main(["play", str(story), "--plain", "--new", "--saves", str(folder / "saves")])
        return code, capsys.readouterr().err

    engine.load(story)
    whole = cached_file(folder).read_bytes()
    blocks = unpack_blocks(whole.partition(b"\n")[2])
    assert b"".join(blocks).count(b'"Far away."') == 1
    damaged = pack_blocks(block.replace(b'"Far away."', b'["?"]') for block in blocks)
    cached_file(folder).write_bytes(mended(damaged))
    code, told = played()
    assert (code, told) == (4, "samarra: something in the cache was damaged and is removed; please run this again\n")
    assert played() == (0, "")


def test_other_peoples_files_are_never_touched(folder: Path, program: Program) -> None:
    own = folder / "samarra" / "programs"
    own.mkdir(parents=True)
    names = [folder / f"mine{number}.json" for number in range(40)] + [
        own / f"{number:040x}.program" for number in range(40)
    ]
    names += [own / f".samarra-{number:032x}.tmp" for number in range(4)]
    for name in names:
        name.write_text("mine", encoding="utf-8")
        os.utime(name, (0, 0))
    for number in range(PROGRAMS.most_entries + 3):
        write_program_cache(f"{number + 100:040x}", program)
    assert all(name.read_text(encoding="utf-8") == "mine" for name in names)
    assert len(list(own.iterdir())) == 44 + PROGRAMS.most_entries


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names")
@pytest.mark.parametrize(
    "make", [os.mkfifo, os.mkdir, lambda file: Path(file).symlink_to("/dev/zero")], ids=["pipe", "folder", "link"]
)
def test_nothing_but_a_file_is_read(folder: Path, make: Callable[[Path], None]) -> None:
    engine.load(FOLDERS[0])
    entry = cached_file(folder)
    entry.unlink()
    make(entry)
    assert engine.load(FOLDERS[0]).title
    assert cached_file(folder).is_symlink() or not cached_file(folder).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("name", ["samarra", "samarra/programs"])
def test_a_folder_that_is_a_link_is_not_written_to(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True)
    (tmp_path / "theirs").mkdir()
    (folder / name).symlink_to(tmp_path / "theirs")
    assert engine.load(FOLDERS[0]).title
    assert not list((tmp_path / "theirs").iterdir())


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner there")
def test_an_entry_of_another_user_is_not_used(folder: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    write_program_cache("a" * 40, program)
    assert read_program_cache("a" * 40) is not None
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    assert read_program_cache("a" * 40) is None


def test_a_program_of_another_compiler_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sources_key([("a", b"a")])
    monkeypatch.setattr("engine.program.cache.engine_stamp", lambda packages: "another")
    assert sources_key([("a", b"a")]) != before


def test_the_stamp_of_the_engine_changes_with_any_of_its_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "story" / "decoding" / "blocks.py"
    module.parent.mkdir(parents=True)
    monkeypatch.setattr("engine.storage.cache_files._ENGINE", str(tmp_path))
    stamps = []
    for text in ("a = 1", "a = 12"):
        module.write_text(text, encoding="utf-8")
        engine_stamp.cache_clear()
        stamps.append(engine_stamp(("story",)))
    engine_stamp.cache_clear()
    assert stamps[0] != stamps[1]


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("SAMARRA_CACHE", str(tmp_path / "file"))
    assert engine.load(FOLDERS[0]).title
