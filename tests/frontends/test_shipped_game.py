"""Whole games of the story that comes with samarra, played by another program a line at a time."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

STORY = Path(__file__).parents[2] / "story"
SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "en_US.UTF-8", "TZ": "Asia/Vladivostok"},
    {"PYTHONHASHSEED": "2", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "POSIX"},
)
SEED = 1
LONGEST = 300


def surroundings(home: Path, environment: dict[str, str]) -> dict[str, str]:
    """Everything a game writes goes below `home`, but the compiled story, which all share."""
    saves = home / "saves"
    saves.mkdir(parents=True, exist_ok=True)
    folders = {"HOME": str(home), "SAMARRA_CACHE": os.environ["SAMARRA_CACHE"], "SAMARRA_SAVES": str(saves)}
    return {"PATH": os.environ["PATH"], **folders, **environment}


def playing(seed: int, environment: dict[str, str], home: Path) -> subprocess.Popen[bytes]:
    words = ["play", str(STORY), "--frontend", "json_lines", "--seed", str(seed)]
    return subprocess.Popen(
        [sys.executable, "-m", "engine", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=surroundings(home, environment),
    )


def walked(seed: int, home: Path) -> tuple[list[bytes], list[bytes]]:
    """A game in which a program picks at random until an ending: the lines it sent and the lines it got."""
    chance = random.Random(seed)
    sent: list[bytes] = []
    with playing(seed, SURROUNDINGS[0], home) as game:
        assert game.stdin and game.stdout
        got = [game.stdout.readline()]
        while not json.loads(got[-1])["ending"] and len(got) < LONGEST:
            sent.append(json.dumps(answer(json.loads(got[-1]), chance)).encode() + b"\n")
            game.stdin.write(sent[-1])
            game.stdin.flush()
            got.append(game.stdout.readline())
        game.stdin.close()
        assert game.wait() == 0
    return sent, got


def answer(frame: dict[str, object], chance: random.Random) -> dict[str, object]:
    assert frame["notice"] is None
    if frame["ask"]:
        return {"answer": "Maratov"}
    choices = frame["choices"]
    assert isinstance(choices, list)
    return {"choose": chance.choice([choice["id"] for choice in choices if choice["locked"] is None])}


def test_a_program_plays_to_an_ending_and_the_same_commands_give_the_same_bytes_everywhere(tmp_path: Path) -> None:
    sent, got = walked(SEED, tmp_path / "walked")
    assert json.loads(got[-1])["ending"]
    for at, environment in enumerate(SURROUNDINGS[1:]):
        game = playing(SEED, environment, tmp_path / str(at))
        told, _ = game.communicate(b"".join(sent))
        assert told == b"".join(got)
        assert game.returncode == 0


def test_a_reader_without_a_keyboard_sees_both_epigraphs_and_the_first_scene(tmp_path: Path) -> None:
    game = subprocess.run(
        [sys.executable, "-m", "engine", "play", str(STORY)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=surroundings(tmp_path, {"LC_ALL": "C.UTF-8"}),
        check=True,
    )
    told = " ".join(game.stdout.decode().split())
    assert game.stderr == b""
    places = [told.index(words) for words in ("A bondman came home", "a living dog is better", "PROLOGUE", "1. ")]
    assert places == sorted(places)
