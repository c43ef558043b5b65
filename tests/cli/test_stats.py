"""`samarra stats` counts what is written and what can be read of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.cli import main

STORY = """\
story: The door
start: hall
vars:
  lamp: false
scenes:
  hall:
    text: |
      One two {lamp ? three four | five} six.
    choices:
      - Light it:
          set: lamp = true
          text: |
            Seven.
          go: hall_again
      - Leave: yard
  hall_again:
    text: |
      Eight nine.
    choices:
      - Leave: yard
  yard:
    ending: Outside
    text: |
      {lamp ? Lit | Dark}.
"""


def figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    path = tmp_path / "story.yaml"
    path.write_text(STORY, encoding="utf-8")
    assert main(["stats", str(path), "--format", "json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_words_are_counted_in_every_variant_with_labels_and_results(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = figures(tmp_path, capsys)
    assert found["words"] == 6 + 2 + 1 + 1 + 2 + 1 + 2
    assert found["words_before_choices"] == {"least": 2, "median": 3.5, "most": 5}


def test_shares_and_playthroughs_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(tmp_path, capsys)
    assert (found["scenes"], found["choices"], found["endings"]) == (3, 3, 1)
    assert found["varying_scenes"] == round(2 / 3, 3)
    assert found["changing_choices"] == round(1 / 3, 3)
    assert found["shortest"] == {"turns": 1, "words": 5, "minutes": 0}
    assert found["longest"] == {"turns": 2, "words": 8, "minutes": 0}


def test_where_a_player_can_go_round_no_playthrough_is_the_longest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenes = "hall:\n    choices:\n      - Stay: hall\n      - Leave: yard\n  yard: {ending: Outside, text: Air.}\n"
    path = tmp_path / "story.yaml"
    path.write_text(f"story: The door\nstart: hall\nscenes:\n  {scenes}", encoding="utf-8")
    assert main(["stats", str(path)]) == 0
    *_, shortest, longest = capsys.readouterr().out.splitlines()
    assert shortest.endswith(" 1 word in 1 turn, about 0 minutes")
    assert longest.endswith(" endless: a player can go round in circles, so none is the longest")
