"""The command line: what it understands, what it says, and the exit code it leaves."""

from __future__ import annotations

import ast
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine import cli
from engine.cli import main
from engine.cli.support.options import shipped_story
from engine.version import VERSION

STORY = """\
story: The door
start: hall
scenes:
  hall:
    text: |
      A door.
    choices:
      - Open it: yard
  yard:
    ending: Outside
    text: |
      Air.
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("TERM", "dumb")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "door.yaml"
    path.write_text(STORY, encoding="utf-8")
    return path


def samarra(*words: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "engine", *map(str, words)]
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command, capture_output=True, text=True, timeout=60, **{"input": "", **settings}
    )
    return done


def test_the_version_is_printed_without_loading_anything_else() -> None:
    program = (
        "import sys; before = set(sys.modules); from engine.cli import main; main(['--version']);"
        "heavy = {'argparse', 'yaml', 'rich', 'prompt_toolkit', 'engine.pipeline', 'engine.cli.entry'};"
        "assert not heavy & (set(sys.modules) - before)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told == f"samarra {VERSION}\n"


def test_a_game_is_played_with_json(story: Path) -> None:
    played = samarra("play", story, "--frontend", "json_lines", "--seed", "1", input='{"choose": 1}\n')
    assert [json.loads(line)["scene"] for line in played.stdout.splitlines()] == ["hall", "yard"]
    assert (played.returncode, played.stderr) == (0, "")


def test_a_game_is_played_plain_where_there_is_no_terminal(story: Path) -> None:
    played = samarra("play", story, input="open\n")
    assert "The end: Outside" in played.stdout
    assert "\x1b" not in played.stdout
    assert played.returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ply"], "did you mean `play`?"),
        (["\x1b[2J"], "`^[[2J`"),
        (["play", "--sed", "1"], "did you mean `--seed`?"),
        (["play", "--seed", "-1"], "--seed"),
        (["play", "--seed", "x"], "--seed takes a whole number"),
        (["play", "--seed", str(2**64)], "--seed takes a whole number"),
        (["play", "--frontend", "json_line"], "did you mean `json_lines`?"),
        (["play", "--frontend", "_words"], "there is no front end `_words`"),
        (["play", "--plain", "--frontend", "json-lines"], "cannot both"),
        (["check"], "STORY"),
        (["check", "a", "b"], "one word too many"),
        (["check", "a", "--format", "xml"], "xml"),
        (["explain", "unknown-scenes"], "did you mean `unknown-scene`?"),
        (["--frob"], ""),
    ],
)
def test_a_wrong_use_is_reported_in_a_line_and_exits_with_2(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("samarra: ")
    assert said in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("words", [["--help"], ["play", "--help"], ["check", "--help"]])
def test_help_is_printed(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert "usage: samarra" in capsys.readouterr().out


def test_a_refused_story_is_reported_on_stderr_and_exits_with_1(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story.write_text(STORY.replace("Open it: yard", "Open it: yrad"), encoding="utf-8")
    assert main(["play", str(story)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert f"{story}:8:18: error[unknown-scene]" in told.err


def test_a_story_that_is_not_there_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "/nowhere/at-all"]) == 1
    assert "/nowhere/at-all" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["play", "--plain"], ["check"], ["graph"]])
def test_a_full_disk_exits_with_4(story: Path, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        played = subprocess.run(
            [sys.executable, "-m", "engine", *words, str(story)], stdin=subprocess.DEVNULL, stdout=full, stderr=-1
        )
    assert played.returncode == 4
    assert b"no space" in played.stderr
    assert b"Traceback" not in played.stderr


def test_a_broken_pipe_exits_with_141_and_says_nothing(story: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    played = subprocess.run([sys.executable, "-m", "engine", "play", str(story)], stdin=-3, stdout=writer, stderr=-1)
    os.close(writer)
    assert (played.returncode, played.stderr) == (141, b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_exits_with_its_own_code(story: Path, number: signal.Signals) -> None:
    playing = subprocess.Popen(
        [sys.executable, "-m", "engine", "play", str(story)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=-1
    )
    assert playing.stdout is not None and playing.stderr is not None
    while playing.stdout.readline() != b"1. Open it\n":
        pass
    playing.send_signal(number)
    assert playing.wait(20) == 128 + number
    assert playing.stderr.read() == b""


def test_closed_streams_are_no_fault(story: Path) -> None:
    command = f"{sys.executable} -m engine play {story} <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", command], timeout=60).returncode == 0


def test_a_fault_of_our_own_is_one_sentence_unless_asked_for(
    story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(path: object) -> object:
        raise KeyError("inner")

    monkeypatch.setattr("engine.cli.commands.play.load", broken)
    assert main(["play", str(story)]) == 1
    assert "Traceback" not in capsys.readouterr().err
    monkeypatch.setenv("SAMARRA_DEBUG", "1")
    assert main(["play", str(story)]) == 1
    assert "KeyError" in capsys.readouterr().err


def test_the_shipped_story_is_the_one_beside_the_engine() -> None:
    assert Path(shipped_story()).name == "story"


def test_every_exit_code_of_the_command_line_has_a_name() -> None:
    modules = [path for path in sorted(Path(cli.__file__).parent.rglob("*.py")) if path.name != "__init__.py"]
    assert len(modules) > 20
    assert [module.name for module in modules if numbers_returned(module.read_text(encoding="utf-8"))] == []


def test_an_exit_code_without_a_name_is_seen() -> None:
    assert numbers_returned("def run():\n    return 1 if it else ExitCode.SUCCESS\n") == [2]


def numbers_returned(source: str) -> list[int]:
    """The lines that return a whole number written out, alone or as a side of a condition."""
    values = ((node.lineno, node.value) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Return))
    sides = ((line, side) for line, value in values for side in (value, *vars(value or ast.Pass()).values()))
    return [line for line, side in sides if isinstance(side, ast.Constant) and type(side.value) is int]
