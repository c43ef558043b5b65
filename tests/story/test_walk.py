"""A story is walked in the order it was written."""

from __future__ import annotations

import pytest

from engine.checks import check
from engine.story import walk
from engine.story.analysis.resolved_story import resolve_story, scope_of
from engine.story.blocks import Block
from engine.story.graph import names_used
from engine.story.model import Story
from engine.story.occurrences import ConditionOccurrence, StatementOccurrence, ValueOccurrence, expressions_of, prose_of
from engine.story.walk import choices_of, contents_of, parts_of
from tests.story.conftest import DecodeFiles

WHOLE = """
story: The door
start: hall
about: It is {eyes}.
vars: {eyes: 0..6, lamp: false}
derived: {ready: eyes > 2}
opening: [oath]
status: [{label: Eyes, value: eyes}]
notes: {dog: {title: Dog, when: lamp, text: "Dog {eyes}."}}
scenes:
  hall:
    epigraph: oath
    if: ready
    set: eyes += 1; lamp = true
    text: A {lamp ? lit | {eyes}} door.
    random:
      - 1: {text: Boo.}
      - 1: yard
    hub:
      - Open it:
          when: lamp
          locked: Not yet.
          choices:
            - Push: yard
            - use: pockets
      - draw: years
      - else: {call: yard}
    then:
      choices:
        - Wait: yard
    go: yard
    else: {ask: {into: name, prompt: Who?}}
  yard: {ending: Out}
  pockets: {choices: [{Look: }]}
storylets:
  forts: {deck: years, when: lamp, label: Forts, choices: [{Dig: hall}]}
whenever: [{if: lamp, go: yard}]
prove: [{always: lamp}, {before: {first: hall, then: yard}}]
"""


@pytest.fixture
def story(decode_files: DecodeFiles) -> Story:
    decoded, diagnostics = decode_files(WHOLE)
    assert decoded, diagnostics
    return decoded


def test_every_choice_has_its_address(story: Story) -> None:
    assert [(part.id.text, addressed.address) for part, addressed in choices_of(story)] == [
        ("hall", "open-it"),
        ("hall", "open-it.push"),
        ("hall", "wait"),
        ("pockets", "look"),
        ("forts", "dig"),
    ]


def test_every_list_and_step_is_met(story: Story) -> None:
    hall = contents_of(story.scenes[0])
    assert [offering.is_hub for offering in hall.offerings] == [True, False, False]
    assert [type(step).__name__ for step in hall.steps] == [
        "SetStep",
        "TextStep",
        "RandomStep",
        "TextStep",
        "CallStep",
        "AskStep",
    ]


def test_every_expression_is_met_with_its_owner(story: Story) -> None:
    written = list(expressions_of(story))
    counted = {
        form: sorted(str(one.owner) for one in written if isinstance(one, form))
        for form in (ConditionOccurrence, ValueOccurrence, StatementOccurrence)
    }
    assert counted == {
        ConditionOccurrence: ["None", "None", "None", "forts", "hall", "hall", "hall"],
        ValueOccurrence: ["None", "None", "None", "None", "hall"],
        StatementOccurrence: ["hall", "hall"],
    }


def test_every_prose_is_met_with_its_owner(story: Story) -> None:
    assert [prose.owner for prose in prose_of(story)] == [*["hall"] * 7, "pockets", "forts", "forts", None, None]


def test_every_name_is_met_with_its_purpose(story: Story) -> None:
    assert [(use.name.text, use.purpose) for use in names_used(story) if use.purpose != "go"] == [
        ("hall", "start"),
        ("oath", "epigraph"),
        ("oath", "epigraph"),
        ("yard", "call"),
        ("name", "ask"),
        ("years", "draw"),
        ("pockets", "use"),
        ("yard", "rule"),
        ("hall", "promise"),
        ("yard", "promise"),
    ]
    assert [use.name.text for use in names_used(story) if use.purpose == "go"].count("yard") == 4


def test_a_scope_knows_every_name(story: Story) -> None:
    scope = scope_of(story).at("hall")
    assert scope.addresses["hall"] == ("open-it", "open-it.push", "wait")
    assert scope.scenes == {"hall", "yard", "pockets", "forts"}
    assert scope.here == "hall"


def test_checking_a_story_walks_through_each_scene_once(
    decode_files: DecodeFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies: list[Block] = []

    def collect(body: Block) -> walk.BodyContents:
        bodies.append(body)
        return collect_contents(body)

    collect_contents = walk._collect
    monkeypatch.setattr(walk, "_collect", collect)
    decoded, _ = decode_files(WHOLE)
    assert decoded
    check(resolve_story(decoded))
    assert len(bodies) == len(parts_of(decoded)) == len(set(map(id, bodies)))
