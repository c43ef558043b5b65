"""A program written down and read back is the same program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args, get_origin
from zlib import decompress

import pytest

import engine
from engine.expressions.language.kinds import Kind
from engine.expressions.language.terms import Statement, Term
from engine.pipeline import build
from engine.program import codec, model
from engine.program.codec import LAZY, RECORDS, read_program, write_program
from engine.program.model import Program
from engine.program.prose import Piece
from engine.runtime.frame import Frame
from engine.runtime.session import Session
from tests.golden.test_golden import SEED, command_of
from tests.golden_stories import FOLDERS


def frames(program: Program, folder: Path) -> list[Frame]:
    session = Session(program, SEED)
    lines = (folder / "input.txt").read_text(encoding="utf-8").splitlines()
    return [session.frame, *(session.do(command_of(line)) for line in lines if line)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_program_read_back_plays_the_same(folder: Path) -> None:
    program = engine.load(folder)
    again = read_program(write_program(program))
    assert write_program(again) == write_program(replace(program)) == write_program(program)
    assert tuple(again.choices) == tuple(program.choices)
    assert tuple(again.code) == tuple(program.code)
    assert frames(again, folder) == frames(program, folder)


def test_a_long_table_is_read_like_a_tuple() -> None:
    program = engine.load(FOLDERS[0])
    code = read_program(write_program(program)).code
    assert list(code) == [code[at] for at in range(len(code))]
    assert code[-1] == code[len(code) - 1]
    assert tuple(code[1:3]) == (code[1], code[2])
    with pytest.raises(IndexError):
        code[len(code)]


@pytest.mark.parametrize("union", [model.Instruction, model.Promise, Piece, Term, Statement, Kind], ids=str)
def test_every_record_a_program_may_hold_has_a_number(union: object) -> None:
    records = {get_origin(record) or record for record in get_args(union)}
    assert len(records) > 1
    assert records - set(RECORDS) == set()


def blocks_read(scenes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many blocks are unpacked for the first two screens of a story of so many scenes."""
    lines = [f"  s{at}: {{text: Here {at}., choices: [{{On: s{at + 1}}}]}}\n" for at in range(scenes)]
    text = "".join(["story: Long\nstart: s0\nscenes:\n", *lines, f"  s{scenes}: {{ending: The end}}\n"])
    (tmp_path / "story.yaml").write_text(text, encoding="utf-8")
    encoded = write_program(engine.load(tmp_path))
    unpacked: list[int] = []

    def unpack(block: bytes) -> bytes:
        unpacked.append(len(block))
        return decompress(block)

    monkeypatch.setattr(codec, "decompress", unpack)
    session = Session(read_program(encoded), SEED)
    assert session.do({"choose": 1}).text == ("Here 1.",)
    return len(unpacked)


def test_opening_a_long_story_reads_no_more_blocks_than_opening_a_short_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert blocks_read(1000, tmp_path, monkeypatch) == blocks_read(100, tmp_path, monkeypatch) < 6


def test_a_compiled_program_is_encoded_once_for_its_fingerprints_and_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    items: list[object] = []

    def add(encoder: codec.TableEncoder, item: object) -> object:
        items.append(item)
        return add_item(encoder, item)

    add_item = codec.TableEncoder.add
    monkeypatch.setattr(codec.TableEncoder, "add", add)
    program = build(FOLDERS[0]).program
    assert program
    assert write_program(program)
    assert len(items) == sum(len(getattr(program, name)) for name in LAZY)
