"""A save as bytes: readable, exact, and refused by name when it is anything else."""

from __future__ import annotations

import json
import pickle
import re
from dataclasses import replace

import pytest

from engine.errors import SaveError
from engine.saves.format.journal import journal_of
from engine.saves.format.save_file import LARGEST, checksum, decode, encode
from engine.saves.recorder import save_of
from tests.saves.mill import mill, played

GAME = save_of(played(mill(), 3, 12))
FILE = encode(GAME)


def with_body(body: bytes, **header: object) -> bytes:
    made = {"kind": "samarra-save", "format": 1, "length": len(body), "checksum": checksum(body)} | header
    return json.dumps(made).encode() + b"\n" + body


def with_fields(**fields: object) -> bytes:
    return with_body(json.dumps(json.loads(FILE.partition(b"\n")[2]) | fields).encode())


@pytest.mark.parametrize("steps", [0, 1, 5, 12, 60])
@pytest.mark.parametrize("seed", range(6))
def test_a_save_reads_back_as_it_was(seed: int, steps: int) -> None:
    document = save_of(played(mill(), seed, steps))
    assert decode(encode(document)) == document
    assert encode(decode(encode(document))) == encode(document)


def test_a_person_can_read_a_save() -> None:
    header, *lines = FILE.decode("utf-8").splitlines()
    assert json.loads(header)["kind"] == "samarra-save"
    assert '"story": "mill",' in lines
    assert any(re.fullmatch(r'  \{"choose":"yard\.[a-z-]+","hash":"[0-9a-f]{16}"\},?', line) for line in lines)
    assert max(map(len, lines)) < 1_000


def test_no_character_in_a_save_can_be_obeyed_by_a_terminal() -> None:
    document = replace(GAME, trail=("\x1b]0;x\x07\x9b2J\u202e\ud800\u2028",))
    shown = encode(document).decode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\ud800]", shown)
    assert decode(encode(document)) == document


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "a zip file"),
        (pickle.dumps({"a": 1}), "a Python pickle"),
        (b"\x89PNG\r\n", "a picture"),
        (b"hello\n", "not a save of samarra"),
        (b"[" * 100_000, "not a save of samarra"),
        (b'{"kind": "other", "format": 1}\n{}', "not a save of samarra"),
        (with_body(b"{}", format=2), "format 2, and this samarra reads up to 1"),
        (with_body(b"{}", format=0), "older"),
        (with_body(b"{}", format=True), "older"),
        (with_body(b"{}", format="1"), "older"),
        (with_body(b"{}", length=None), "cut short"),
        (FILE[:-1], "cut short"),
        (FILE[: len(FILE) // 2], "cut short"),
        (FILE + b" ", "goes on after its end"),
        (FILE.replace(b"yard", b"loft", 1), "checksum"),
        (with_body(b'{"a": "' + b"\\" * 2 + b'"' + b"[" * 100 + b"]" * 100 + b"}"), "nested too deeply"),
        (with_body(b"[" * 500_000), "nested too deeply"),
        (with_body(b"{"), "not JSON"),
        (with_body(b"NaN"), "not JSON"),
        (with_body(b'{"seed": ' + b"9" * 5_000 + b"}"), "not JSON"),
        (with_body(b"\xff{}"), "not JSON"),
        (with_body(b"[]"), "`body`"),
        (with_body(b"{}"), "`story`"),
        (with_fields(seed=-1), "`seed`"),
        (with_fields(seed=True), "`seed`"),
        (with_fields(journal=[{"choose": "a.b"}]), "`journal`"),
        (with_fields(journal=[{"choose": "a.b", "hash": "x"}]), "`journal`"),
        (with_fields(trail=[1]), "`trail`"),
        (with_fields(seed=7), "seed and its snapshot"),
        (with_fields(journal=[]), "do not agree"),
        (with_fields(first="0" * 16), "do not agree"),
        (with_fields(origin=json.loads(FILE.partition(b"\n")[2])["snapshot"]), "do not agree"),
        (b"x" * (LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_save_is_refused_and_the_sentence_says_what_it_is(file: bytes, said: str) -> None:
    with pytest.raises(SaveError, match=re.escape(said)):
        decode(file)


def test_a_snapshot_that_is_not_where_the_journal_ends_is_refused_even_with_a_good_checksum() -> None:
    grain = dict(GAME.snapshot.variables) | {"grain": 19}
    forged = replace(GAME, snapshot=replace(GAME.snapshot, variables=grain))
    with pytest.raises(SaveError, match="journal and its snapshot do not agree"):
        decode(encode(forged))


def test_a_save_of_ten_thousand_turns_stays_under_a_megabyte() -> None:
    entries = tuple(GAME.journal[at % len(GAME.journal)] for at in range(10_000))
    assert len(encode(replace(GAME, journal=journal_of(entries)))) < 1_000_000
