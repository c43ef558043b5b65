"""The long parts of a save, cut out unparsed: whatever is in them, they are what parsing all of it would give."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from engine.errors import SaveError
from engine.runtime.journal import Move, PickedChoice, TypedAnswer
from engine.saves.format.autosave_file import HEAD, first_line
from engine.saves.format.autosave_reader import read_log
from engine.saves.format.cell_names import Value
from engine.saves.format.document import SaveDocument
from engine.saves.format.document_json import document_from
from engine.saves.format.journal import JournalEntry, journal_of
from engine.saves.format.json_lines import GAP, parse_save
from engine.saves.format.save_file import decode, encode, encode_checked
from engine.saves.recorder import save_of
from tests.saves.mill import mill, played

GAME = save_of(played(mill(), 3, 12))
TEXTS = ("", "Ana", '"', "\\", "},{", '"},{"', "Ô", "\u202e", "\x7f", "a\nb", "\ud800", ',"hash":"', "0.1", "{}", "[]")


def long_parts(document: SaveDocument) -> dict[str, bytes]:
    """A save as the body of a file, and as the first line of an autosave."""
    return {GAP: encode(document).partition(b"\n")[2], "": first_line(document)[1].partition(b" ")[2]}


def with_moves(*moves: Move) -> SaveDocument:
    last = GAME.journal[-1]
    entries = [JournalEntry(move, f"{at:016x}") for at, move in enumerate(moves)]
    journal = journal_of([*GAME.journal, *entries, last])
    return replace(GAME, journal=journal, earlier=journal_of(entries), anchor=replace(GAME.anchor, step=0))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("make", [PickedChoice, TypedAnswer])
def test_every_text_comes_back_whether_its_part_was_cut_out_or_parsed(make: Callable[[str], Move], text: str) -> None:
    document = with_moves(make(text), PickedChoice("yard.go-in"), make(f"yard.{text}"))
    for gap, body in long_parts(document).items():
        assert document_from(parse_save(body, gap)) == document_from(json.loads(body)) == document
        assert [entry.move for entry in document_from(parse_save(body, gap)).earlier] == [
            entry.move for entry in document.earlier
        ]


def test_long_parts_are_not_parsed_and_others_of_the_same_name_are() -> None:
    names: dict[str, Value] = {"journal": 3, "earlier": True, "scenes": ("rye",)}
    document = replace(GAME, snapshot=replace(GAME.snapshot, variables=names), edition=replace(
        GAME.edition, declared=dict.fromkeys(names, "0..3")
    ))  # fmt: skip
    for gap, body in long_parts(document).items():
        payload: Any = parse_save(body, gap)
        assert isinstance(payload["scenes"], tuple) and isinstance(payload["journal"], tuple)
        assert document_from(payload) == document


@pytest.mark.parametrize("hash", ["0" * 15, "0" * 17, "0" * 15 + "g", "0" * 15 + "A"])
def test_a_hash_that_is_none_is_refused_in_the_middle_of_a_long_journal(hash: str) -> None:
    for gap, body in long_parts(with_moves(*[PickedChoice("yard.go-in")] * 500)).items():
        wrong = body.replace(b"%016x" % 250, hash.encode())
        assert wrong != body
        with pytest.raises(SaveError, match=r"`(journal|earlier)`"):
            document_from(parse_save(wrong, gap))


def test_a_save_that_was_checked_is_only_remembered_for_the_very_same_bytes() -> None:
    file = encode_checked(GAME)
    assert decode(file) is GAME
    other = replace(GAME, generation=7)
    assert decode(encode(other)) == other
    with pytest.raises(SaveError, match="checksum"):
        decode(file.replace(b'"generation": 0', b'"generation": 7'))
    assert read_log(HEAD + first_line(GAME)[1]).document == GAME


@pytest.mark.parametrize(("text", "written"), [("\u202e", "\u202e"), ("A", "\\u0041"), ("/", "\\/")])
def test_a_text_that_is_written_in_another_way_is_read_and_then_written_in_ours(text: str, written: str) -> None:
    document = with_moves(TypedAnswer(f"{text}{text}"))
    ours = json.dumps(text)[1:-1] if text == "\u202e" else text
    for gap, body in long_parts(document).items():
        other = body.replace((ours * 2).encode(), (written * 2).encode())
        assert other != body
        assert long_parts(document_from(parse_save(other, gap)))[gap] == body
