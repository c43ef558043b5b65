"""`samarra test` holds a story to its author's walkthroughs, and `--cover` writes some that pick every choice."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import main

STORY = """\
story: The door
start: hall
vars:
  who: text = nobody
scenes:
  hall:
    text: |
      A door.
    ask: {into: who, prompt: Who is there}
    choices:
      - Knock:
          text: |
            Nobody comes for {who}.
          choices:
            - Open it: yard
            - Go home: street
      - Open it: yard
  yard: {ending: Outside}
  street: {ending: Home}
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "story.yaml").write_text(STORY, encoding="utf-8")
    (tmp_path / "walkthroughs").mkdir()
    return tmp_path


def test_walkthroughs_that_hold_are_counted(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (story / "walkthroughs" / "knock.txt").write_text("= Ann\nknock\n> comes for Ann\nopen-it\n! yard\n")
    assert main(["test", str(story)]) == 0
    assert capsys.readouterr().out == "1 walkthrough holds\n"


def test_every_line_that_fails_is_reported_with_its_place(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (story / "walkthroughs" / "a.txt").write_text("= Ann\nknock\n> comes for Bob\nopen-it\n! street\n")
    (story / "walkthroughs" / "b.txt").write_text("= Ann\nnock\n")
    assert main(["test", str(story)]) == 1
    told = capsys.readouterr().err
    assert "a.txt:3: `comes for Bob` is not printed here" in told
    assert "a.txt:5: expected the ending `street`, and this is `yard`" in told
    assert "b.txt:2: `nock` is not on offer" in told and "did you mean `knock`?" in told


def test_a_cover_picks_every_choice_and_holds(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(story), "--cover", str(story / "cover")]) == 0
    assert main(["test", str(story), "--walkthroughs", str(story / "cover")]) == 0
    picked = {line for path in (story / "cover").glob("*.txt") for line in path.read_text().splitlines()}
    assert {"knock", "open-it", "go-home"} <= picked
    assert len(list((story / "cover").glob("*.txt"))) == 3


CIRCLES = """\
story: The mill
start: mill
vars: {grain: 0..3, luck: 0..9}
scenes:
  mill:
    choices:
      - Pour: {set: grain += 1, go: mill}
      - Throw the dice: {set: "luck = random(0, 9)", go: dice}
      - Grind it: {when: grain == 3, go: flour}
  dice:
    choices:
      - Back to the mill: mill
      - Call it luck: {when: luck >= 8, go: flour}
  flour:
    choices:
      - Sell it: sold
      - Eat it: eaten
  sold: {ending: Sold}
  eaten: {ending: Eaten}
"""


def test_a_story_with_circles_and_chance_has_a_cover_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story, cover = tmp_path / "story.yaml", tmp_path / "cover"
    story.write_text(CIRCLES, encoding="utf-8")
    assert main(["test", str(story), "--cover", str(cover)]) == 0
    assert main(["test", str(story), "--walkthroughs", str(cover)]) == 0
    picked = {line for path in cover.glob("*.txt") for line in path.read_text().splitlines()}
    assert {"pour", "throw-the-dice", "grind-it", "back-to-the-mill", "call-it-luck", "sell-it", "eat-it"} <= picked
    assert len(list(cover.glob("*.txt"))) == 3


def test_a_story_without_walkthroughs_is_shown_how_to_have_some(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", str(story)]) == 1
    assert "each is a .txt of choices" in capsys.readouterr().err
