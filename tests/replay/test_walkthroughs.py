"""Every ending of the shipped story has a walkthrough that gets there; `python -m tests.walkthroughs` renews them."""

from __future__ import annotations

from pathlib import Path

import pytest

import engine
from engine.cli import main
from engine.cli.commands.record import record_script
from engine.program.model import Program
from engine.saves.format.save_file import decode
from tests.walkthroughs import FOLDER, SEED, STORY, ending_of, endings, followed

SCRIPTS = sorted(FOLDER.glob("*.txt"))


@pytest.fixture(scope="module")
def program() -> Program:
    return engine.load(STORY)


def test_every_ending_has_one(program: Program) -> None:
    assert {script.stem for script in SCRIPTS} == set(endings(program))
    assert {save.stem for save in FOLDER.glob("*.save")} == set(endings(program))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_it_reaches_its_ending(program: Program, script: Path) -> None:
    game = followed(program, script)
    assert game is not None
    assert ending_of(program, game) == script.stem


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_its_save_is_what_record_makes_of_it(program: Program, script: Path) -> None:
    save = decode(script.with_suffix(".save").read_bytes())
    made = record_script(program, SEED, script)
    assert (save.journal, save.snapshot, save.first) == (made.journal, made.snapshot, made.first)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_its_save_is_verified(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(script.with_suffix("")), "--verify"]) == 0
    assert f"to the ending `{script.stem}`, each as it was saved" in capsys.readouterr().out
