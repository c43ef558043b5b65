"""Fingerprints tell an edit of what a scene does from an edit of what it says, and from none at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.pipeline import build, load
from engine.program import codec
from engine.program.model import Program, Scene
from engine.saves.format.choice_fingerprints import scene_fingerprints
from tests.golden_stories import program_of

STORY = """\
story: The gate
start: gate
vars:
  doubt: 0..6
  name: text
whenever:
  - {if: doubt >= 6, go: yard}
storylets:
  rain: {deck: weather, when: doubt < 3, label: Look at the sky, text: It rains.}
scenes:
  gate:
    title: The gate
    date: 12 June
    text: |
      A gate, {~ tall | wide}.
    set: doubt += 1
    ask: {into: name, prompt: Who comes, limit: 9}
    hub:
      - Knock:
          when: doubt < 5
          locked: You will not.
          text: |
            Nobody, {name}.
      - draw: weather
      - Leave: yard
  yard:
    ending: The yard
"""
SAID = [
    ("A gate,", "An iron gate,", "gate"),
    ("tall | wide", "tall and old | wide", "gate"),
    ("title: The gate", "title: That gate", "gate"),
    ("date: 12 June", "date: 13 June", "gate"),
    ("Nobody, {name}.", "{name}? Nobody.", "gate"),
    ("You will not.", "You dare not.", "gate"),
    ("Who comes", "Who goes there", "gate"),
    ("It rains.", "It snows.", "rain"),
    ("label: Look at the sky", "label: Look up", "rain"),
    ("ending: The yard", "ending: That yard", "yard"),
]
DONE = [
    ("when: doubt < 5", "when: doubt < 4", "gate"),
    ("doubt += 1", "doubt += 2", "gate"),
    ("Leave: yard", "Leave: gate", "gate"),
    ("limit: 9", "limit: 8", "gate"),
    ("{~ tall | wide}", "{~ tall | wide | grey}", "gate"),
    ("{~ tall | wide}", "{! tall | wide}", "gate"),
    ("- draw: weather", "- {draw: weather, shuffle: true}", "gate"),
    ("when: doubt < 3", "when: doubt < 2", "rain"),
    ("deck: weather,", "deck: weather, priority: 1,", "rain"),
    ("ending: The yard", "text: The yard.\n    go: gate\n  street:\n    ending: The street", "yard"),
]


def scenes_of(program: Program) -> dict[str, Scene]:
    return {scene.id: scene for scene in program.scenes}


@pytest.fixture
def gate(tmp_path: Path) -> Program:
    return program_of(STORY, tmp_path)


def test_moving_lines_changes_no_fingerprint(gate: Program, tmp_path: Path) -> None:
    moved = program_of("# A line above.\n\n" + STORY.replace("scenes:", "\n\nscenes:"), tmp_path)
    assert moved.fingerprint == gate.fingerprint
    for id, scene in scenes_of(moved).items():
        assert (scene.logic, scene.text) == (scenes_of(gate)[id].logic, scenes_of(gate)[id].text)


@pytest.mark.parametrize(("old", "new", "where"), SAID)
def test_new_words_change_what_a_scene_says_and_not_what_it_does(
    gate: Program, tmp_path: Path, old: str, new: str, where: str
) -> None:
    edited = program_of(STORY.replace(old, new), tmp_path)
    assert edited.fingerprint != gate.fingerprint
    for id, scene in scenes_of(gate).items():
        assert scenes_of(edited)[id].logic == scene.logic
        assert (scenes_of(edited)[id].text != scene.text) == (id == where)


@pytest.mark.parametrize(("old", "new", "where"), DONE)
def test_a_new_deed_changes_what_that_scene_does(gate: Program, tmp_path: Path, old: str, new: str, where: str) -> None:
    edited = program_of(STORY.replace(old, new), tmp_path)
    assert edited.fingerprint != gate.fingerprint
    for id, scene in scenes_of(gate).items():
        assert (scenes_of(edited)[id].logic != scene.logic) == (id == where)


def uncached(text: str, folder: Path) -> Program:
    (folder / "story.yaml").write_text(text, encoding="utf-8")
    program = build(folder).program
    assert program is not None
    return program


@pytest.mark.parametrize("order", [1, -1], ids=["as they are", "the other way round"])
def test_moved_lines_make_no_fingerprint_another_in_whatever_order_records_are_numbered(
    order: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, record in enumerate(codec.RECORDS[::order], 1):
        monkeypatch.setitem(codec.NUMBER_OF, record, number)
    written, moved = (uncached(story, tmp_path) for story in (STORY, STORY.replace("vars:", "\n\nvars:")))
    assert written.choices[0].span != moved.choices[0].span
    assert written.fingerprint == moved.fingerprint
    for before, after in zip(written.scenes, moved.scenes, strict=True):
        assert scene_fingerprints(written, before) == scene_fingerprints(moved, after)
    assert any(scene_fingerprints(written, scene).lists for scene in written.scenes)


PROMISES = """\
story: The gate
start: gate
vars:
  doubt: 0..6
scenes:
  gate:
    set: doubt += 1
    choices:
      - Leave: yard
  yard:
    ending: The yard
prove:
  - always: doubt < 6
  - never: doubt > 3
  - reach: gate
  - within: {ending: yard, turns: 4}
  - before: {first: gate, then: yard}
"""


def test_a_fingerprint_stays_what_saves_and_certificates_hold(tmp_path: Path) -> None:
    file = tmp_path / "gate.yaml"
    file.write_text(PROMISES, encoding="utf-8")
    assert load(file).fingerprint == "262de45484747999"
