"""A check that reads only the files that changed says what a check of the whole story says, to the letter."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from engine import examination, pipeline
from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.render.text import render
from engine.examination import FACTS, examine
from engine.source.compose import Composition, compose
from engine.source.gather import SourceText

SHIPPED = Path(__file__).parent.parent / "story"
ROOT = """\
story: The house
start: hall
vars:
  gold: 0..9 = 3
  fear: 0..9 = 0
scenes:
  hall:
    text: |
      A hall.
    choices:
      - Go down: cellar
      - Go up: attic
"""
CELLAR = """\
scenes:
  cellar:
    text: |
      {gold > 2 ? Rich | Poor}. {seen | the attic}
    choices:
      - Back: hall
      - Look:
          set: fear += 1
          go: hall
  well:
    if: seen(attic)
    text: |
      A well.
"""
ATTIC = """\
act:
  title: Above
scenes:
  attic:
    set: gold -= 1
    choices:
      - Look: window
      - Jump:
          if: fear > 1
          go: end
          else: hall
  window:
    text: |
      A window. {fear}
    go: attic
  end:
    ending: The end
"""


MORE = {
    "menu": """\
scenes:
  menu:
    choices:
      - Ask: hall
      - use: shelf
      - draw: rumours
        limit: 1
      - Sit: bench
  shelf:
    choices:
      - Take it:
          once: true
          set: gold += 1
          go: hall
      - Leave: back
  bench:
    epigraph: motto
    text: |
      {! Cold. | Warm.} {gold == 3 ? three | other}
    hub:
      - Wait:
          set: fear -= 1
      - Enough:
          go: on
    then: nap
""",
    "nap": """\
act:
  title: Sleep
  epigraph: motto
scenes:
  nap:
    call: dream
    go: hall
  dream:
    if: took(shelf.take-it)
    go: back
    else:
      random:
        - 1: back
        - 2:
            text: |
              Again.
            go: back
  doze:
    go: menu
""",
    "rest": """\
epigraphs:
  motto:
    text: |
      Sleep.
storylets:
  rumour:
    deck: rumours
    label: Listen
    text: |
      {rich ? a | b}
    go: doze
derived:
  rich: gold > 4 and seen(nap)
whenever:
  - if: fear > 8
    go: end
prove:
  - reach: end
""",
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMARRA_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "house"
    folder.mkdir()
    for name, text in (("story", ROOT), ("cellar", CELLAR), ("attic", ATTIC)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def paths_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by the name of every file that is read."""
    names: list[str] = []

    def recorded(texts: list[SourceText]) -> Composition:
        names.extend(Path(text.path).stem for text in texts)
        return compose(texts)

    monkeypatch.setattr(examination, "compose", recorded)
    return names


def whole(story: Path) -> tuple[Diagnostic, ...]:
    return pipeline.build(story).diagnostics


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_only_the_files_that_changed_and_those_that_declare_are_read_again(house: Path, paths_read: list[str]) -> None:
    examine(house)
    edit(house / "attic.yaml", "A window", "The window")
    expected = whole(house)
    paths_read.clear()
    assert examine(house).diagnostics == expected
    assert sorted(paths_read) == ["attic", "story"]


def test_the_lines_of_a_file_that_is_not_read_are_shown(house: Path) -> None:
    first, second = examine(house), examine(house)
    assert first.diagnostics
    assert render(first.diagnostics, dict(first.lines)) == render(second.diagnostics, dict(second.lines))
    assert first.resolved is not None and second.resolved is not None
    assert [scene.id for scene in first.resolved.story.scenes] == [scene.id for scene in second.resolved.story.scenes]


EDITS = {
    "a scene is led to that ends nowhere": ("attic", "go: attic", "go: well"),
    "a variable is changed no more": ("attic", "set: gold -= 1", "set: fear += 1"),
    "a scene that a condition asks for is gone": ("attic", "  attic:\n", "  loft:\n"),
    "a name leads to no scene": ("attic", "Look: window", "Look: windw"),
    "a condition is faulty": ("attic", "fear > 1", "feer > 1"),
    "a file is no YAML": ("attic", "    choices:", "   choices: ["),
    "a scene has a second definition": ("attic", "  window:", "  cellar:"),
    "a scene calls": ("attic", "go: attic", "call: well\n    go: attic"),
    "a word of a form is a variable": ("story", "  fear: 0..9 = 0", "  fear: 0..9 = 0\n  seen: false"),
    "a key is unknown": ("cellar", "    choices:", "    chocies:"),
    "the act has another title": ("attic", "title: Above", "title: Below"),
    "a rule watches": ("attic", "scenes:\n", "whenever:\n  - if: fear > 5\n    go: end\nscenes:\n"),
}


@pytest.mark.parametrize(("file", "before", "after"), EDITS.values(), ids=EDITS.keys())
def test_what_an_edit_does_to_other_files_is_said(house: Path, file: str, before: str, after: str) -> None:
    examine(house)
    edit(house / f"{file}.yaml", before, after)
    assert examine(house).diagnostics == whole(house)
    edit(house / f"{file}.yaml", after, before)
    assert examine(house).diagnostics == whole(house)


def test_a_file_stored_without_what_its_faults_depend_on_is_noticed(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with a key that leaves the rest of the story out, the comparison fails."""
    monkeypatch.setattr(examination, "environment_of", lambda *anything: "0" * 40)
    examine(house)
    edit(house / "attic.yaml", "go: attic", "go: well")
    assert examine(house).diagnostics != whole(house)


@pytest.mark.parametrize("damage", [lambda body: b"x" + body[1:], lambda body: body[:-9], lambda body: b"[]"])
def test_a_damaged_entry_is_removed_and_everything_is_read(
    house: Path, paths_read: list[str], damage: Callable[[bytes], bytes]
) -> None:
    examine(house)
    (entry,) = Path(FACTS._path("0" * 40)).parent.glob("*.facts")
    FACTS.write(entry.stem, damage(bytes(FACTS.read(entry.stem) or b"")))
    expected = whole(house)
    paths_read.clear()
    assert examine(house).diagnostics == expected
    assert {"attic", "cellar"} & set(paths_read)


def mutated(text: str, random: Random) -> str:
    """Return a text with one line left out, written twice, moved or mixed with another."""
    lines = text.split("\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            words, others = lines[at].split(" "), lines[other].split(" ")
            words[-1] = others[-1]
            lines[at] = " ".join(words)
        case _:
            lines[at] = lines[at].replace("1", "2").replace("hall", "attic").replace("e", "ee", 1)
    return "\n".join(lines)


def compare_after_edits(story: Path, random: Random, count: int) -> int:
    """Edit a story time and again, one file after another, undoing most edits; return how often it had faults."""
    faulty = 0
    for _ in range(count):
        file = random.choice(sorted(story.glob("*.yaml")))
        before = file.read_text(encoding="utf-8")
        file.write_text(mutated(before, random), encoding="utf-8")
        expected = whole(story)
        findings = examine(story)
        assert findings.diagnostics == expected, file
        assert {span.file for fault in expected for span in (fault.span, *fault.also)} <= findings.lines.keys()
        faulty += bool(expected)
        if random.random() < 0.7:
            file.write_text(before, encoding="utf-8")
    return faulty


@pytest.mark.parametrize("seed", range(6))
def test_random_edits_of_a_small_story(house: Path, seed: int) -> None:
    for name, text in MORE.items():
        (house / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert compare_after_edits(house, Random(seed), 25) > 5


def test_random_edits_of_the_shipped_story(tmp_path: Path) -> None:
    story = tmp_path / "story"
    shutil.copytree(SHIPPED, story, ignore=shutil.ignore_patterns("*.md"))
    assert compare_after_edits(story, Random(1), 6) > 2
