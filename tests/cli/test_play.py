"""`samarra play`: how a game begins, and what is said where none can."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import main
from engine.cli.parsing import parse_arguments

STORY = """\
story: The door
start: hall
scenes:
  hall:
    text: A door.
    choices:
      - Open it: yard
  yard:
    ending: Outside
    text: Air.
"""


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("SAMARRA_SAVES", str(tmp_path / "saves"))
    path = tmp_path / "door.yaml"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_where_no_game_was_left_resuming_says_how_one_begins(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", str(story), "--resume"]) == 3
    told = capsys.readouterr()
    assert told.err == "samarra: there is no game of this story to go on with; without --resume, a new one begins\n"


def test_options_without_a_command_are_those_of_play() -> None:
    arguments = parse_arguments(["--seed", "3", "--plain"])
    assert (arguments.seed, arguments.plain) == (3, True)
    assert arguments.run.__module__ == "engine.cli.commands.play"


def test_a_misspelled_option_without_a_command_is_reported_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sed", "3"]) == 2
    assert "did you mean `--seed`?" in capsys.readouterr().err
