"""What is told of two versions of a story is what can happen in one of them and not in the other."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from engine.cli import main
from engine.prove.budget import Budget, Caps
from engine.prove.comparison import ChanceChange, ProofComparison, compare, version_of
from engine.prove.prover import prove
from tests.prove.compiled import compiled

HEAD = "story: A test\nstart: hall\n"
BEFORE = """\
vars: {lamp: false}
prove:
  - never: lamp and seen(yard)
scenes:
  hall:
    choices:
      - Take the lamp: {once: true, set: lamp = true, go: hall}
      - Go down: {when: lamp, go: cellar}
      - Leave: {when: not lamp, go: yard}
  cellar:
    choices:
      - Dig: tunnel
  tunnel: {ending: The tunnel}
  yard: {ending: The yard}
"""


def compared(old: str, new: str, budget: Budget | None = None) -> ProofComparison:
    programs = compiled(old), compiled(new)
    return compare(*(version_of(program, prove(program, budget)) for program in programs))


def edited(*edits: tuple[str, str]) -> str:
    text = BEFORE
    for written, instead in edits:
        assert written in text
        text = text.replace(written, instead)
    return text


def test_a_story_is_the_same_as_itself() -> None:
    found = compared(BEFORE, BEFORE)
    assert found.is_same
    assert not found.is_worse
    assert not found.is_partial


def test_an_edit_that_shuts_a_way_loses_what_lies_behind_it() -> None:
    found = compared(BEFORE, edited(("when: lamp, go: cellar", "when: lamp and seen(yard), go: cellar")))
    assert found.lost == ("tunnel",)
    assert found.dead == (("scene", "cellar"), ("scene", "tunnel"), ("choice", "hall.go-down"))
    assert found.locks == ("hall",)
    assert found.is_worse


def test_undone_it_is_all_gained() -> None:
    found = compared(edited(("when: lamp, go: cellar", "when: lamp and seen(yard), go: cellar")), BEFORE)
    assert found.gained == ("tunnel",)
    assert found.alive == (("scene", "cellar"), ("scene", "tunnel"), ("choice", "hall.go-down"))
    assert found.unlocked == ("hall",)
    assert not found.is_worse


def test_a_promise_is_broken_and_mended() -> None:
    careless = edited(("{when: not lamp, go: yard}", "yard"))
    assert compared(BEFORE, careless).broken == ("never: lamp and seen(yard)",)
    assert compared(careless, BEFORE).mended == ("never: lamp and seen(yard)",)


def test_chances_and_least_turns_are_reported_where_they_differ() -> None:
    found = compared(
        BEFORE, edited(("- Dig: tunnel", "- Dig: {when: visits(cellar) > 1, go: tunnel}\n      - Wait: cellar"))
    )
    assert found.chances == ()
    assert found.turns == (ChanceChange("tunnel", 3, 4),)
    likelier = compared(BEFORE, edited(("when: not lamp, go: yard", "go: yard")))
    assert likelier.chances == (
        ChanceChange("tunnel", Fraction(1, 2), Fraction(1, 4)),
        ChanceChange("yard", Fraction(1, 2), Fraction(3, 4)),
    )


@pytest.mark.usefixtures("heeding")
def test_of_what_was_not_seen_nothing_is_said() -> None:
    found = compared(BEFORE, edited(("- Dig: tunnel", "- Dig: hall")), Budget(Caps(states=0)))
    assert found.is_partial
    assert (found.lost, found.dead, found.locks) == ((), (), ())


@pytest.mark.parametrize(("guard", "code"), [("lamp", 0), ("lamp and seen(yard)", 1)])
def test_the_command_exits_with_1_where_something_is_lost(
    guard: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(f"{HEAD}{BEFORE}", encoding="utf-8")
    new.write_text(HEAD + edited(("when: lamp,", f"when: {guard},")), encoding="utf-8")
    assert main(["diff", str(old), str(new), "--format", "json"]) == code
    assert json.loads(capsys.readouterr().out)["endings"]["lost"] == ["tunnel"] * code
    assert main(["diff", str(old), str(new)]) == code
    first = capsys.readouterr().out.splitlines()[0]
    assert first == ("lost      the ending `tunnel`" if code else "the same can happen in both")


@pytest.mark.usefixtures("heeding")
def test_the_command_exits_with_5_where_not_all_was_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "story.yaml"
    story.write_text(f"{HEAD}{BEFORE}", encoding="utf-8")
    assert main(["diff", str(story), str(story), "--max-states", "0"]) == 5
    assert capsys.readouterr().out.startswith("partial")
