"""`samarra saves`, and the saves of `samarra play`, as a player or a program meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli import main
from engine.cli.support.options import folder_for
from engine.saves.format.save_file import checksum

STORY = """\
story: The door
start: hall
scenes:
  hall:
    title: The hall
    text: |
      A door.
    choices:
      - Wait: hall
      - Open it: yard
  yard:
    title: The yard
    text: |
      Air.
    choices:
      - Breathe: out
  out:
    ending: Outside
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story" / "story.yaml"
    path.parent.mkdir()
    path.write_text(STORY, encoding="utf-8")
    return path.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def saved(story: Path, folder: Path) -> Path:
    """A folder with a save called night, at turn 2, and an autosave at turn 3."""
    typed = '{"choose": "wait"}\n{"choose": "wait"}\n{"save": "night"}\n{"choose": "open-it"}\n'
    assert play(story, folder, "--frontend", "json_lines", typed=typed).returncode == 0
    return folder


def play(story: Path, folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "engine", "play", str(story), "--saves", str(folder), *words]
    return subprocess.run(command, input=typed, capture_output=True, text=True, timeout=60)


def frames(played: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in played.stdout.splitlines()]


def run_saves(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main(["saves", *map(str, words)])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_list_names_each_save_with_where_it_is(saved: Path, story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run_saves(capsys, "list", "--saves", saved, "--story", story)
    assert (code, err) == (0, "")
    auto, night = out.splitlines()
    assert auto.startswith("auto: “The yard”, turn 3, ")
    assert night.startswith("night: “The hall”, turn 2, ")


def test_a_program_is_given_all_of_a_save(saved: Path, story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run_saves(capsys, "show", "night", "--saves", saved, "--format", "json")
    shown = json.loads(out)
    assert code == 0
    assert shown["ok"] is True
    assert (shown["name"], shown["story"], shown["version"]) == ("night", "the-door", "1")
    assert (shown["scene"], shown["turn"], shown["ending"], shown["generation"], shown["parent"]) == (
        "hall",
        2,
        None,
        1,
        None,
    )


def test_a_reader_is_shown_all_of_a_save(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run_saves(capsys, "show", "night", "--saves", saved)
    assert code == 0
    assert "  story: The door (the-door), version 1\n" in out
    assert "  generation: 1\n" in out


def test_a_damaged_save_is_listed_as_such_and_shown_with_exit_3(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved / "night.save"
    path.write_bytes(path.read_bytes()[:-1])
    assert "night: `night` cannot be used: it is cut short" in run_saves(capsys, "list", "--saves", saved)[1]
    code, out, err = run_saves(capsys, "show", "night", "--saves", saved)
    assert (code, out) == (3, "")
    assert "it is cut short" in err
    code, out, _ = run_saves(capsys, "show", "night", "--saves", saved, "--format", "json")
    assert (code, json.loads(out)["ok"]) == (3, False)


def test_a_save_goes_out_to_a_file_and_in_again(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "elsewhere.save"
    assert run_saves(capsys, "export", "auto", file, "--saves", saved)[0] == 0
    assert run_saves(capsys, "export", "auto", file, "--saves", saved)[0] == 4
    assert run_saves(capsys, "import", file, "--saves", saved)[0] == 0
    code, out, _ = run_saves(capsys, "show", "elsewhere", "--saves", saved, "--format", "json")
    assert (code, json.loads(out)["turn"]) == (0, 3)
    code, _, err = run_saves(capsys, "import", file, "--saves", saved)
    assert (code, "--as gives this one another name" in err) == (3, True)
    assert run_saves(capsys, "import", file, "--as", "other", "--saves", saved)[0] == 0


def test_saves_are_taken_away(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_saves(capsys, "rm", "night", "auto", "--saves", saved)[:2] == (0, "night is removed\nauto is removed\n")
    assert run_saves(capsys, "list", "--saves", saved)[:2] == (0, "")
    assert run_saves(capsys, "rm", "night", "--saves", saved)[0] == 3


@pytest.mark.parametrize("name", ["../night", "CON", "con", "a b"])
def test_a_name_no_save_can_have_is_a_wrong_use(saved: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run_saves(capsys, "rm", name, "--saves", saved)[0] == 2


def test_check_says_of_each_save_where_it_would_go_on(
    saved: Path, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (story / "story.yaml").write_text(STORY.replace("- Wait: hall", "- Wait a little: hall"), encoding="utf-8")
    code, out, _ = run_saves(capsys, "check", saved, "--story", story)
    assert code == 0
    assert "night: choice-renamed; goes on at “The hall”, turn 2" in out
    assert "  the choice `hall.wait` is now `hall.wait-a-little`" in out


def test_check_exits_with_3_if_a_save_is_lost(saved: Path, story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = STORY.replace("hall", "room").replace("yard", "court").replace("id: x", "")
    (story / "story.yaml").write_text(text, encoding="utf-8")
    code, out, _ = run_saves(capsys, "check", saved, "--story", story, "--format", "json")
    verdicts = json.loads(out)
    assert (code, verdicts["lost"]) == (3, 2)
    assert {one["class"] for one in verdicts["saves"]} == {"lost"}


@pytest.fixture
def shared(saved: Path, story: Path) -> Path:
    """The folder, with an autosave of a second story in it too."""
    other = story.parent / "mill.yaml"
    other.write_text(STORY.replace("The door", "The mill"), encoding="utf-8")
    assert play(other, saved, "--frontend", "json_lines", typed='{"choose": "wait"}\n').returncode == 0
    return saved


def test_of_several_stories_each_save_is_listed_with_its_own(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run_saves(capsys, "list", "--saves", shared)
    assert "night: The door, “The hall”" in out
    assert "The mill, “The hall”" in out


def test_an_autosave_is_shown_and_taken_away_by_the_name_of_its_file(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run_saves(capsys, "show", "auto", "--saves", shared)
    assert code == 3
    file = next(word for word in err.replace(",", " ").split() if "mill" in word)
    code, out, _ = run_saves(capsys, "show", file, "--saves", shared)
    assert (code, "The mill" in out) == (0, True)
    assert run_saves(capsys, "rm", file, "--saves", shared)[0] == 0
    assert run_saves(capsys, "show", "auto", "--saves", shared)[0] == 0


def test_a_save_of_another_story_is_not_lost(shared: Path, story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run_saves(capsys, "check", shared, "--story", story)
    assert code == 0
    assert "another-story" in out
    assert "it is a save of “The mill”" in out


def test_check_of_no_folder_is_reported(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_saves(capsys, "check", tmp_path / "nowhere", "--story", story)[0] == 4


def test_what_a_save_says_cannot_command_the_terminal(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved / "night.save"
    body = path.read_bytes().partition(b"\n")[2].replace(b'"title": "The hall"', b'"title": "\\u001b[2J\\u202e"')
    header = {"kind": "samarra-save", "format": 1, "length": len(body), "checksum": checksum(body)}
    path.write_bytes(json.dumps(header).encode() + b"\n" + body)
    for words in (["list"], ["show", "night"], ["list", "--format", "json"]):
        code, out, _ = run_saves(capsys, *words, "--saves", saved)
        assert code == 0
        assert "\x1b" not in out and "\u202e" not in out
        assert "2J" in out


def test_a_game_goes_on_from_a_save_a_file_or_the_autosave(saved: Path, story: Path) -> None:
    for words, turn in ((["--load", "night"], 2), (["--load", str(saved / "night.save")], 2), (["--resume"], 3)):
        first = frames(play(story, saved, "--frontend", "json_lines", *words))[0]
        assert (first["turn"], str(first["notice"]).startswith("back at")) == (turn, True)


def test_a_program_is_never_asked_and_begins_anew(saved: Path, story: Path) -> None:
    assert frames(play(story, saved, "--frontend", "json_lines"))[0]["turn"] == 0


@pytest.mark.parametrize(
    ("typed", "turn"), [("y\n", "Air."), ("\n", "Air."), ("n\n", "A door."), ("2\n", "Air."), ("", "A door.")]
)
def test_a_reader_is_asked_whether_to_go_on_and_a_line_that_is_no_answer_is_for_the_game(
    saved: Path, story: Path, typed: str, turn: str
) -> None:
    played = play(story, saved, "--plain", typed=typed)
    assert played.stdout.startswith("You left off at “The yard”, turn 3. Go on from there? (yes or no) > \n")
    assert turn in played.stdout
    assert played.returncode == 0


@pytest.mark.parametrize("words", [["--new"], ["--seed", "1"]])
def test_a_reader_who_begins_anew_is_not_asked(saved: Path, story: Path, words: list[str]) -> None:
    assert "You left off" not in play(story, saved, "--plain", *words).stdout


def test_a_game_that_has_ended_is_not_offered(saved: Path, story: Path) -> None:
    play(story, saved, "--frontend", "json_lines", "--resume", typed='{"choose": 1}\n')
    assert "You left off" not in play(story, saved, "--plain").stdout


def test_a_damaged_autosave_is_reported_and_the_one_before_it_offered(saved: Path, story: Path) -> None:
    play(story, saved, "--frontend", "json_lines", "--new", typed='{"choose": 1}\n')
    (saved / "auto.the-door.journal").write_bytes(b"")
    played = play(story, saved, "--plain", typed="y\n")
    assert "`auto` cannot be used: it is empty" in played.stderr
    assert "You left off at “The yard”, turn 3" in played.stdout


def test_an_autosave_that_no_place_is_left_for_is_reported_and_a_new_game_begins(saved: Path, story: Path) -> None:
    text = STORY.replace("hall", "room").replace("yard", "court")
    (story / "story.yaml").write_text(text, encoding="utf-8")
    played = play(story, saved, "--plain", typed="y\n")
    assert "no scene is left that this game rested in" in played.stderr
    assert "A door." in played.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--load", "nix"], 3, "there is no save `nix`"),
        (["--load", "night", "--seed", "1"], 2, "--seed is for a new game"),
        (["--load", "night", "--new"], 2, "not allowed with"),
        (["--load", "../no-such-save"], 3, "there is no save"),
        (["--load", "Night"], 2, "cannot be a save's name"),
    ],
)
def test_what_cannot_be_gone_on_with_is_reported(
    saved: Path, story: Path, words: list[str], code: int, said: str
) -> None:
    played = play(story, saved, *words)
    assert (played.returncode, said in played.stderr) == (code, True), played.stderr


def test_a_game_without_anywhere_to_save_is_played_all_the_same(story: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    played = play(
        story, tmp_path / "file", "--frontend", "json_lines", typed='{"choose": 1}\n{"choose": 1}\n{"save": "a"}\n'
    )
    told = [frame["notice"] for frame in frames(played)]
    assert "`auto` could not be saved; the game goes on without it for now" in str(told[1])
    assert told[2] is None
    assert "`a` could not be saved" in str(told[3])
    assert played.returncode == 0


def test_a_game_that_is_killed_goes_on_where_it_was(story: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "engine", "play", str(story), "--saves", str(folder), "--frontend", "json_lines"]
    playing = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert playing.stdin is not None and playing.stdout is not None
    playing.stdout.readline()
    for _ in range(3):
        playing.stdin.write('{"choose": "wait"}\n')
        playing.stdin.flush()
        playing.stdout.readline()
    playing.kill()
    playing.wait()
    assert frames(play(story, folder, "--frontend", "json_lines", "--resume"))[0]["turn"] == 3


def test_saves_go_to_the_folder_asked_for_else_next_to_the_story_else_to_the_user(
    story: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert Path(folder_for(Path("here"), story, {"SAMARRA_SAVES": "there"})) == Path("here")
    assert Path(folder_for(None, story, {"SAMARRA_SAVES": "there"})) == Path("there")
    assert Path(folder_for(None, story, {"SAMARRA_SAVES": ""})) == tmp_path / "data" / "samarra" / "saves"
    (story.parent / "saves").mkdir()
    assert Path(folder_for(None, story, {})) == story.parent / "saves"
    if os.getuid():
        (story.parent / "saves").chmod(0o500)
        assert Path(folder_for(None, story, {})) == tmp_path / "data" / "samarra" / "saves"
