"""Lists of choices are read entry by entry."""

from __future__ import annotations

import pytest

from engine.story.blocks import Choice, Draw, GoTo, Nothing, Offering, Steps, Use
from tests.story.conftest import BodyOf, FaultsOf


def offering(body_of: BodyOf, scene: str) -> Offering:
    body = body_of(scene)
    assert isinstance(body, Steps)
    assert body.offering
    return body.offering


def test_the_commonest_choice_takes_one_line(body_of: BodyOf) -> None:
    (choice,) = offering(body_of, "choices:\n  - Step over: yard").entries
    assert isinstance(choice, Choice)
    assert choice.id.text == "step-over"
    assert isinstance(choice.body, GoTo)


def test_a_choice_without_a_body_goes_on_with_what_follows(body_of: BodyOf) -> None:
    (choice,) = offering(body_of, "choices:\n  - “Wait,” you say:").entries
    assert isinstance(choice, Choice)
    assert isinstance(choice.body, Nothing)


def test_a_choice_has_fields_and_then_a_block(body_of: BodyOf) -> None:
    (choice,) = offering(
        body_of,
        """
        choices:
          - Show the pass:
              when: carry has orders
              locked: You left them on the desk.
              once: true
              id: pass
              text: He reads it twice.
              go: yard
        """,
    ).entries
    assert isinstance(choice, Choice)
    assert (choice.id.text, choice.once) == ("pass", True)
    assert choice.when
    assert choice.locked
    assert isinstance(choice.body, Steps)
    assert len(choice.body.steps) == 1


def test_use_draw_and_else_are_entries(body_of: BodyOf) -> None:
    listed = offering(
        body_of,
        """
        hub:
          - use: pockets
          - draw: years
            limit: 3
            shuffle: true
          - else: yard
        """,
    )
    used, drawn = listed.entries
    assert isinstance(used, Use)
    assert isinstance(drawn, Draw)
    assert (drawn.deck.text, drawn.limit, drawn.shuffle) == ("years", 3, True)
    assert isinstance(listed.otherwise, GoTo)
    assert listed.is_hub


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ("-", ("choice-without-target", 2)),
        ("-\n    - Listen: yard", ("wrong-shape", 3)),
        ("- Listen: yard\n  Look: yard", ("two-labels", 3)),
        ("- …: yard", ("needs-id", 2)),
        ("- Listen: yard\n- Listen!: yard", ("repeated-choice", 3)),
        ("- Listen:\n    locked: No.\n    go: yard", ("locked-without-when", 3)),
        ("- Listen:\n    once: yes\n    go: yard", ("unknown-word", 3)),
        ("- Listen:\n    text: Hm.\n    once: true\n    go: yard", ("key-order", 4)),
        ("- Listen:\n    id: a.b\n    go: yard", ("bad-choice-id", 3)),
        ("- Listen: You listen.", ("not-a-name", 2)),
        ("- else: yard\n- Listen: yard", ("else-not-last", 2)),
        ("- {use: pockets, limit: 3}", ("unknown-key", 2)),
        ("- {draw: years, limit: 0}", ("bad-number", 2)),
        ("- {draw: years, shuffle: maybe}", ("unknown-word", 2)),
        ("- Open {~ a | b}: yard", ("drawn-label", 2)),
    ],
)
def test_a_misshapen_entry_has_its_own_fault(faults_of: FaultsOf, entries: str, fault: tuple[str, int]) -> None:
    indented = "".join(f"  {line}\n" for line in entries.split("\n"))
    assert faults_of("choices:\n" + indented) == [fault]


def test_an_empty_list_and_a_mapping_of_choices_are_refused(faults_of: FaultsOf) -> None:
    assert faults_of("choices: []") == [("empty-value", 1)]
    assert faults_of("choices:\n  Listen: yard") == [("wrong-shape", 2)]


def test_a_list_between_brackets_holds_no_choices(faults_of: FaultsOf) -> None:
    assert faults_of("choices: [Listen]") == [("choice-without-target", 1)]


def test_a_choice_may_not_repeat_the_id_of_one_around_it(faults_of: FaultsOf) -> None:
    assert faults_of(
        """
        choices:
          - Wait:
              choices:
                - Wait: yard
        """
    ) == [("repeated-choice", 4)]


def test_two_lists_of_a_scene_may_not_repeat_an_address(faults_of: FaultsOf) -> None:
    scene = """
        - choices:
            - Wait:
        - choices:
            - Wait:
                {}
                go: yard
        """
    assert faults_of(scene.format("id: wait")) == [("repeated-choice", 5)]
    assert faults_of(scene.format("id: wait-on")) == []


def test_the_same_id_in_two_bodies_is_two_addresses(faults_of: FaultsOf) -> None:
    assert (
        faults_of(
            """
            choices:
              - Left:
                  choices:
                    - Wait: yard
              - Right:
                  choices:
                    - Wait: yard
            """
        )
        == []
    )
