"""Blocks are read in all their forms, and their keys in order."""

from __future__ import annotations

import pytest

from engine.story.blocks import AskStep, CallStep, GoTo, Nothing, RandomStep, Series, SetStep, Steps, TextStep
from tests.story.conftest import BodyOf, FaultsOf


def test_a_name_goes_to_a_scene(body_of: BodyOf) -> None:
    body = body_of("yard")
    assert isinstance(body, GoTo)
    assert body.target.text == "yard"


def test_a_list_is_a_series(body_of: BodyOf) -> None:
    body = body_of("- text: One.\n- yard")
    assert isinstance(body, Series)
    assert isinstance(body.blocks[1], GoTo)


def test_nothing_at_all_is_a_block(body_of: BodyOf) -> None:
    assert isinstance(body_of(""), Nothing)


def test_fields_alone_leave_nothing(body_of: BodyOf) -> None:
    assert isinstance(body_of("title: Hall"), Nothing)


def test_steps_keep_the_order_written(body_of: BodyOf) -> None:
    body = body_of(
        """
        call: yard
        text: A door.
        ask: {into: name, prompt: Who?}
        set: eyes += 1; lamp = true
        random:
          - 3: yard
          - 1:
        """
    )
    assert isinstance(body, Steps)
    assert [type(step) for step in body.steps] == [CallStep, TextStep, AskStep, SetStep, RandomStep]


def test_an_answer_is_twenty_four_long_unless_it_says_otherwise(body_of: BodyOf) -> None:
    body = body_of("ask: {into: name, prompt: Who?}")
    assert isinstance(body, Steps)
    assert isinstance(body.steps[0], AskStep)
    assert body.steps[0].limit == 24


def test_a_random_step_keeps_its_weights(body_of: BodyOf) -> None:
    body = body_of("random:\n  - 3: yard\n  - 1:")
    assert isinstance(body, Steps)
    assert isinstance(body.steps[0], RandomStep)
    assert [weight for weight, _ in body.steps[0].weighted] == [3, 1]


@pytest.mark.parametrize(
    ("scene", "fault"),
    [
        ("choices:\n  - Go: yard\ntext: Late.", ("key-order", 3)),
        ("text: Late.\nif: lamp", ("key-order", 2)),
        ("text: Late.\ntitle: Hall", ("key-order", 2)),
        ("go: yard\nthen: yard", ("key-order", 2)),
        ("if: lamp\nelse: yard\ntext: Late.", ("key-order", 2)),
        ("if: lamp\nelse: yard\ntext: Late.\ngo: yard", ("key-order", 2)),
        ("else: yard", ("else-without-if", 1)),
        ("set:\n  - lamp = true", ("set-list", 2)),
        ("text:\n  - so", ("wrong-shape", 2)),
        ("text:", ("empty-value", 1)),
        ("if:", ("empty-value", 1)),
        ("call: on", ("not-a-name", 1)),
        ("go: The yard", ("not-a-name", 1)),
        ("The yard", ("not-a-name", 1)),
        ("ask: {into: name}", ("missing-key", 1)),
        ("ask: {into: name, prompt: Who?, limit: 0}", ("bad-number", 1)),
        ("ask: Who?", ("wrong-shape", 1)),
        ("random: yard", ("wrong-shape", 1)),
        ("random:\n  - yard", ("wrong-shape", 2)),
        ("random:\n  - 0: yard", ("bad-number", 2)),
        ("random:\n  - 99999999999: yard", ("bad-number", 2)),
        ("random:\n  - 1: yard\n    2: yard", ("wrong-shape", 2)),
        ("tetx: Late.", ("unknown-key", 1)),
        ("choices:\n  - A: yard\nhub:\n  - B: yard", ("two-offerings", 3)),
    ],
)
def test_a_misshapen_block_has_its_own_fault(faults_of: FaultsOf, scene: str, fault: tuple[str, int]) -> None:
    assert faults_of(scene) == [fault]


def test_every_mistake_is_reported_at_once(faults_of: FaultsOf) -> None:
    told = faults_of("titel: Hall\ntext:\n  - so\nset: lamp = = true\ngo: The yard")
    assert [line for _, line in told] == [1, 3, 4, 5]
