"""Scenes and storylets are read with the fields of their own."""

from __future__ import annotations

import pytest

from engine.story.blocks import GoTo, Steps
from tests.story.conftest import DecodeFiles, FaultsOf


def test_a_scene_keeps_its_fields(decode_files: DecodeFiles) -> None:
    story, _ = decode_files(
        """
        story: The door
        start: hall
        scenes:
          hall:
            title: The hall
            tags: [cold, night]
            place: Changkufeng
            date: 12 June 1938, 23:11
            epigraph: ecclesiastes
            sources: Coox, Wada
            mark: record
            ending: In the hall
            text: A door.
        """
    )
    assert story
    (scene,) = story.scenes
    assert (scene.title, scene.tags, scene.place) == ("The hall", ("cold", "night"), "Changkufeng")
    assert (scene.date, scene.sources, scene.mark) == ("12 June 1938, 23:11", ("Coox", "Wada"), "record")
    assert scene.epigraph and scene.epigraph.text == "ecclesiastes"
    assert scene.ending and scene.ending.text == "In the hall"
    assert isinstance(scene.body, Steps)


def test_a_storylet_is_a_scene_with_a_label(decode_files: DecodeFiles) -> None:
    story, _ = decode_files(
        """
        story: The door
        start: hall
        scenes: {hall: {ending: Out}}
        storylets:
          draw_the_forts: {deck: years, when: forts < 3, priority: 2, once: true, label: Draw, text: Forts., go: hall}
        """
    )
    assert story
    (storylet,) = story.storylets
    assert (storylet.id.text, storylet.deck.text, storylet.priority, storylet.once) == (
        "draw_the_forts",
        "years",
        2,
        True,
    )
    assert storylet.when
    assert isinstance(storylet.body, Steps)


def test_a_scene_may_be_a_bare_name(decode_files: DecodeFiles) -> None:
    story, _ = decode_files("story: A\nstart: hall\nscenes:\n  hall: yard\n  yard: {ending: Out}\n")
    assert story
    assert isinstance(story.scenes[0].body, GoTo)


@pytest.mark.parametrize(
    ("scene", "fault"),
    [
        ("mark: rumour", ("unknown-word", 1)),
        ("title:\n  - a", ("wrong-shape", 2)),
        ("ending: Out\nchoices:\n  - Go: yard", ("ending-goes-on", 3)),
        ("ending: Out\ngo: yard", ("ending-goes-on", 2)),
        ("ending: Out\nrandom:\n  - 1: yard\n  - 1:", ("ending-goes-on", 3)),
        ("ending: Out\nif: lamp\nthen:\n  - go: yard", ("ending-goes-on", 4)),
        ("priority: 2", ("unknown-key", 1)),
    ],
)
def test_a_misshapen_scene_has_its_own_fault(faults_of: FaultsOf, scene: str, fault: tuple[str, int]) -> None:
    assert faults_of(scene) == [fault]


@pytest.mark.parametrize(
    ("scene_id", "code"),
    [("Hall", "bad-id"), ("the-hall", "bad-id"), ("2nd", "bad-id"), ("on", "reserved-id"), ("none", "reserved-id")],
)
def test_an_id_that_cannot_be_named_is_refused(decode_files: DecodeFiles, scene_id: str, code: str) -> None:
    _, (found,) = decode_files(
        f"story: A\nstart: hall\nscenes:\n  hall: {{ending: In}}\n  {scene_id}: {{ending: Out}}\n"
    )
    assert (found.code, found.span.line) == (code, 5)


@pytest.mark.parametrize(
    ("storylet", "codes"),
    [
        ("hall", ["wrong-shape"]),
        ("{text: Hm.}", ["missing-key", "missing-key"]),
        ("{deck: years, label: Go, text: Hm., when: lamp}", ["key-order"]),
        ("{deck: years, label: Go, priority: high}", ["bad-number"]),
    ],
)
def test_a_misshapen_storylet_has_its_own_fault(decode_files: DecodeFiles, storylet: str, codes: list[str]) -> None:
    _, told = decode_files(f"story: A\nstart: hall\nscenes: {{hall: {{ending: In}}}}\nstorylets:\n  one: {storylet}\n")
    assert [found.code for found in told] == codes
