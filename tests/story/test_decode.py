"""Files are put together in order, and what clashes between them is told."""

from __future__ import annotations

from engine.story.decode import decode
from tests.story.conftest import DecodeFiles

ROOT = "story: The door\nstart: hall\nscenes: {hall: {go: yard}}\nwhenever: [{if: lamp, go: yard}]\n"


def test_the_scenes_of_a_part_belong_to_its_act(decode_files: DecodeFiles) -> None:
    story, _ = decode_files(
        ROOT,
        one="act: {title: One, date: 1938}\nscenes: {yard: {ending: Out}}\nwhenever: [{if: lamp, go: hall}]\n",
        two="scenes: {shed: {go: yard}}\n",
    )
    assert story
    assert [(scene.id.text, scene.act, scene.file) for scene in story.scenes] == [
        ("hall", None, "story.yaml"),
        ("yard", 0, "one.yaml"),
        ("shed", None, "two.yaml"),
    ]
    assert [(rule.act, rule.in_root) for rule in story.rules] == [(None, True), (0, False)]
    assert [(act.title, act.date) for act in story.acts] == [("One", "1938")]


def test_scenes_may_all_stand_in_parts(decode_files: DecodeFiles) -> None:
    story, told = decode_files("story: A\nstart: hall\n", one="scenes: {hall: {ending: In}}\n")
    assert story and not told


def test_an_id_given_twice_is_reported_with_both_places(decode_files: DecodeFiles) -> None:
    _, (found,) = decode_files(ROOT, one="scenes: {hall: {ending: In}}\n")
    assert (found.code, found.span.file, found.also[0].file) == ("repeated-id", "one.yaml", "story.yaml")


def test_a_storylet_and_a_scene_share_their_ids(decode_files: DecodeFiles) -> None:
    _, (found,) = decode_files(ROOT, one="storylets: {hall: {deck: a, label: Go}}\n")
    assert found.message == "`hall` is already the scene at story.yaml:3"


def test_a_part_says_nothing_of_the_whole_story(decode_files: DecodeFiles) -> None:
    _, (found,) = decode_files(ROOT, one="start: hall\n")
    assert (found.code, found.help) == ("misplaced-key", "move `start` to `story.yaml`")


def test_mistakes_of_all_files_are_reported_in_order(decode_files: DecodeFiles) -> None:
    _, told = decode_files(ROOT + "scenery: {}\n", one="titel: One\n", two="scenes: [a]\n")
    assert [(found.span.file, found.code) for found in told] == [
        ("one.yaml", "unknown-key"),
        ("story.yaml", "unknown-key"),
        ("two.yaml", "wrong-shape"),
    ]


def test_no_files_make_no_story() -> None:
    assert decode(()) == (None, ())
