"""A game starts with few modules: those that show its first choices, and none that it may never need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from engine.cli.parsing import parse_arguments
from engine.cli.support.options import shipped_story
from engine.cli.words import parse_game
from engine.storage.user_folders import user_folder

MOST_MODULES = 105
"""Modules loaded beside those of an empty program; lowered when it can be, and never raised without a reason."""
NOT_FOR_A_START = {
    "argparse", "ast", "dataclasses", "dis", "hashlib", "inspect", "locale", "platformdirs", "prompt_toolkit", "rich",
    "pathlib", "shutil", "ssl", "tempfile", "threading", "traceback", "yaml", "_hashlib",
    "engine.checks", "engine.cli.parsing", "engine.prove.search", "engine.replay", "engine.saves", "engine.source",
    "engine.source.compose", "engine.story.model",
}  # fmt: skip
SCRIPT = """
import json, re, sys
before = set(sys.modules)
from engine.cli import main
from engine.program import story_stamp
story_stamp.RECENT = 0  # the story was written only now
code = main({words})
print(json.dumps([code, sorted(set(sys.modules) - before)]), file=sys.stderr)
"""
STORY = """
story: The Attic
start: attic
scenes:
  attic:
    text: Dust.
    choices:
      - Go: end
  end:
    ending: Out
"""


def modules_of(words: list[str], folder: Path, typed: str = "") -> list[str]:
    environment = {**os.environ, "SAMARRA_CACHE": str(folder / "cache"), "SAMARRA_SAVES": str(folder / "saves")}
    command = [sys.executable, "-c", SCRIPT.format(words=words)]
    run = subprocess.run(command, input=typed, capture_output=True, text=True, env=environment, check=True)
    code, modules = json.loads(run.stderr.splitlines()[-1])
    assert code == 0
    return list(modules)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "attic.yaml"
    file.write_text(STORY, encoding="utf-8")
    return file


def test_a_cached_game_shows_its_first_choices_with_few_modules(story: Path, tmp_path: Path) -> None:
    words = ["play", str(story), "--plain"]
    assert "yaml" in modules_of(words, tmp_path)
    modules = modules_of(words, tmp_path)
    assert "engine.frontends.plain" in modules
    assert NOT_FOR_A_START.intersection(modules) == set()
    assert len(modules) <= MOST_MODULES, len(modules)


def test_the_modules_of_saves_come_with_the_first_command(story: Path, tmp_path: Path) -> None:
    words = ["play", str(story), "--plain"]
    modules_of(words, tmp_path)
    assert "engine.saves.shelf.autosave" in modules_of(words, tmp_path, "1\n")
    assert "engine.saves.shelf.lookup" in modules_of(words, tmp_path, "no\n")


def test_the_list_of_commands_is_shown_without_loading_one(tmp_path: Path) -> None:
    assert [name for name in modules_of(["--help"], tmp_path) if name.startswith("engine.cli.commands.")] == []


FLAGS = ("--plain", "--new", "--resume")
WORDS = [
    [*start, *story, *flags]
    for start in ([], ["play"])
    for story in ([], ["some/story"], [""])
    for flags in chain.from_iterable(combinations(FLAGS, count) for count in range(3))
    if not (start == [] and story)
]


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_short_words_mean_what_the_whole_parser_takes_them_for(words: list[str]) -> None:
    short = parse_game(words)
    if short is None:
        assert {"--new", "--resume"} <= set(words)
        return
    whole: dict[str, Any] = vars(parse_arguments(words))
    whole["story"] = str(whole["story"])
    assert {name: whole[name] for name in whole if name not in ("options", "version")} == vars(short)


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], ["check", "x"], ["play", "a", "b"], ["play", "--", "a"], ["--seed", "3"], ["x"]],
)
def test_other_words_are_left_to_the_whole_parser(words: list[str]) -> None:
    assert parse_game(words) is None


def test_no_words_play_the_shipped_story() -> None:
    arguments = parse_game([])
    assert arguments is not None and arguments.story == shipped_story()


@pytest.mark.parametrize("named", ["", "/tmp/elsewhere"])
def test_the_folders_of_the_user_are_those_of_platformdirs(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", named)
    monkeypatch.setenv("XDG_DATA_HOME", named)
    assert user_folder("cache") == platformdirs.user_cache_dir("samarra")
    assert user_folder("data") == platformdirs.user_data_dir("samarra")
