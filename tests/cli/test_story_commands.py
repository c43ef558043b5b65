"""`check`, `fix`, `explain`, `new`: the author's commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.cli import main
from engine.diagnostics.diagnostic import Mend, apply_mends

SOUND = """\
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


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "door.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def test_a_sound_story_exits_with_0(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(story)]) == 0
    assert capsys.readouterr().out == "no faults in The door: 2 scenes\n"


def test_faults_exit_with_1_and_are_reported_on_stderr(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story.write_text(SOUND.replace("it: yard", "it: yrad"), encoding="utf-8")
    assert main(["check", str(story)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "did you mean `yard`?" in told.err


def test_faults_for_programs_are_the_output(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story.write_text(SOUND.replace("it: yard", "it: yrad"), encoding="utf-8")
    for form in ("json", "sarif"):
        assert main(["check", str(story), "--format", form]) == 1
        told = capsys.readouterr()
        assert "unknown-scene" in json.dumps(json.loads(told.out))
        assert told.err == ""


def test_fix_writes_what_is_certain_and_leaves_the_rest(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = SOUND.replace("      - Open it: yard", "      - Open it:yard")
    story.write_text(broken, encoding="utf-8")
    assert main(["fix", str(story)]) == 0
    assert story.read_text(encoding="utf-8") == SOUND
    assert f"{story}:8: mended" in capsys.readouterr().out
    assert [path.name for path in story.parent.iterdir() if path.name.startswith(".")] == []


def test_fix_leaves_a_sound_story_alone(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", str(story)]) == 0
    assert capsys.readouterr().out == ""


def test_of_two_mends_of_the_same_lines_one_is_made_and_line_ends_stay() -> None:
    mends = [Mend("f", 1, 2, ("x",)), Mend("f", 2, 2, ("y",)), Mend("f", 3, 3, ("z",))]
    made, text = apply_mends("a\r\nb\r\nc\r\n", mends)
    assert text == "a\r\ny\r\nz\r\n"
    assert len(made) == 2


def test_a_mend_that_changes_nothing_is_not_made() -> None:
    assert apply_mends("a\nb\n", [Mend("f", 1, 1, ("a",))]) == ([], "a\nb\n")


def test_explain_prints_the_page_of_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "unknown-scene"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("unknown-scene\n\n")
    assert "\nFails:\n\n    story: " in told
    assert "\nMended:\n\n" in told
    assert "\n    -" in told and "\n    +" in told
    assert "```" not in told


def test_explain_shows_the_tab_of_a_story_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "tab"]) == 0
    assert "\n    \tending: Outside\n" in capsys.readouterr().out


def test_explain_takes_a_code_as_messages_show_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "error[unknown-scene]"]) == 0
    assert capsys.readouterr().out.startswith("unknown-scene\n")


def test_explain_lists_every_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    assert "unknown-scene: " in capsys.readouterr().out


def test_a_new_story_has_no_faults_and_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    assert main(["new", str(folder)]) == 0
    assert main(["check", str(folder)]) == 0
    assert "no faults in The ferry: 3 scenes" in capsys.readouterr().out
    assert main(["new", str(folder)]) == 2
    assert "not an empty folder" in capsys.readouterr().err


def test_a_form_that_is_not_there_is_reported(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(story), "--as", "oil-painting"]) == 2
    assert "there is no form `oil-painting`" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "said"), [(["graph"], "digraph"), (["export", "--as", "mermaid"], "flowchart")])
def test_a_story_is_drawn(story: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([words[0], str(story), *words[1:]]) == 0
    assert said in capsys.readouterr().out
