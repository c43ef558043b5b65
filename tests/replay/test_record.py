"""`samarra record`: saves out of text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.cli import main
from engine.saves.format.save_file import decode

CHOICES = "toss-a-coin\ntoss-a-coin\nsay-who-you-are\n= Ana\ngo-home\n"


@pytest.fixture
def choices(tmp_path: Path) -> Path:
    path = tmp_path / "way.txt"
    path.write_text(CHOICES, encoding="utf-8")
    return path


def record(story: Path, choices: Path, save: str, *words: str) -> int:
    return main(["record", str(story), str(choices), "--save", save, "--saves", str(choices.parent / "shelf"), *words])


def test_a_file_of_choices_becomes_a_save_in_a_slot(
    story: Path, choices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert record(story, choices, "way") == 0
    assert capsys.readouterr().out == "saved `way`: 4 turns, at the ending `home`\n"
    document = decode((choices.parent / "shelf" / "way.save").read_bytes())
    assert (document.seed, document.summary.ending, document.summary.turn, len(document.journal)) == (0, "home", 4, 5)


def test_a_second_recording_in_a_slot_is_the_next_generation(story: Path, choices: Path) -> None:
    assert [record(story, choices, "way"), record(story, choices, "way")] == [0, 0]
    assert decode((choices.parent / "shelf" / "way.save").read_bytes()).generation == 2


def test_a_file_is_the_same_bytes_each_time_and_only_the_lock_stands_beside_it(story: Path, choices: Path) -> None:
    folder = choices.parent / "files"
    folder.mkdir()
    written = []
    for _ in range(2):
        assert record(story, choices, str(folder / "way.save"), "--force") == 0
        written.append((folder / "way.save").read_bytes())
    assert written[0] == written[1]
    assert sorted(file.name for file in folder.iterdir()) == [".lock", "way.save"]


def test_chance_is_drawn_from_the_seed_named(story: Path, choices: Path) -> None:
    saves = choices.parent / "shelf"
    assert [record(story, choices, "one", "--seed", "1"), record(story, choices, "two", "--seed", "2")] == [0, 0]
    hashes = [decode((saves / f"{name}.save").read_bytes()).hash for name in ("one", "two")]
    assert hashes[0] != hashes[1]


def test_the_first_line_not_on_offer_is_reported_and_nothing_is_saved(
    story: Path, choices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    choices.write_text("toss-a-coin\n\npay\n", encoding="utf-8")
    assert record(story, choices, "way") == 1
    told = capsys.readouterr().err
    assert f"{choices}:3: `pay` is not on offer at turn 1 in `yard`" in told
    assert "`toss-a-coin`, `say-who-you-are`" in told
    assert not (choices.parent / "shelf").exists()


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [(b"\xff\xfe", 1, "is not UTF-8 text"), (b"#" * 2_000_001, 4, "too large"), (None, 4, "no such file")],
)
def test_a_file_that_is_no_text_is_reported(
    story: Path, choices: Path, written: bytes | None, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    choices.unlink()
    if written is not None:
        choices.write_bytes(written)
    assert record(story, choices, "way") == code
    assert said in capsys.readouterr().err


def test_a_pipe_is_refused_without_waiting(story: Path, choices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    choices.unlink()
    os.mkfifo(choices)
    assert record(story, choices, "way") == 4
    assert "is a pipe, not a file" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_reported(story: Path, choices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(story, choices, str(choices.parent / "none" / "way.save")) == 4
    assert "could not be saved" in capsys.readouterr().err
