"""Compiled programs are kept between runs, and nothing in the folder that keeps them can hurt."""

from __future__ import annotations

from pathlib import Path

import pytest

import engine
from engine.pipeline import build
from engine.program.cache import KEPT, keep, recall, sources_key
from engine.program.codec import FIELDS
from engine.program.model import Program
from tests.golden_stories import FOLDERS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMARRA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def program() -> Program:
    built = build(FOLDERS[0])
    assert built.program is not None
    return built.program


def kept_file(folder: Path) -> Path:
    (only,) = folder.glob("*.json")
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


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\n",
        b"{}",
        b"0" * 40 + b"\n{}",
        b"\xff\xfe\x00",
        b"[" * 100_000,
    ],
    ids=["empty", "line feed", "no checksum", "wrong checksum", "no text", "deep"],
)
def test_a_damaged_file_is_compiled_anew(folder: Path, damaged: bytes) -> None:
    first = engine.load(FOLDERS[0])
    kept_file(folder).write_bytes(damaged)
    assert engine.load(FOLDERS[0]).fingerprint == first.fingerprint
    assert kept_file(folder).read_bytes() != damaged


@pytest.mark.parametrize("place", [0, 41, 42, 100, -1])
def test_one_changed_byte_is_noticed(folder: Path, program: Program, place: int) -> None:
    keep("key", program)
    whole = bytearray((folder / "key.json").read_bytes())
    whole[place] ^= 1
    (folder / "key.json").write_bytes(whole)
    assert recall("key") is None


def test_a_file_cut_short_is_noticed(folder: Path, program: Program) -> None:
    keep("key", program)
    whole = (folder / "key.json").read_bytes()
    (folder / "key.json").write_bytes(whole[: len(whole) // 2])
    assert recall("key") is None


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("SAMARRA_CACHE", str(tmp_path / "file"))
    assert engine.load(FOLDERS[0]).title


def test_only_so_many_programs_are_kept(folder: Path, program: Program) -> None:
    for number in range(KEPT + 3):
        keep(f"key{number}", program)
    assert len(list(folder.iterdir())) == KEPT


def test_records_numbered_in_another_order_have_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sources_key("1", [("story.yaml", b"story: One")])
    monkeypatch.setattr("engine.program.cache.FIELDS", dict(reversed(FIELDS.items())))
    assert sources_key("1", [("story.yaml", b"story: One")]) != before
