"""The root file says what is said once, and every file its sections."""

from __future__ import annotations

import pytest

from engine.expressions.language.kinds import NumberKind, TextKind, TruthKind
from engine.story.promises import Always, Before, Never, Reach, Within
from tests.story.conftest import DecodeFiles

SMALLEST = "story: The door\nstart: hall\nscenes: {hall: {ending: In}}\n"


def test_only_title_start_and_scenes_are_required(decode_files: DecodeFiles) -> None:
    story, told = decode_files(SMALLEST)
    assert story and not told
    assert (story.title, story.id, story.version, story.language) == ("The door", "the-door", "1", "en")
    assert story.about is None


def test_what_looks_like_a_number_or_a_truth_stays_as_written(decode_files: DecodeFiles) -> None:
    story, _ = decode_files(SMALLEST + "version: 1.10\nlanguage: no\nauthor: 12:30\n")
    assert story
    assert (story.version, story.language, story.author) == ("1.10", "no", "12:30")


def test_a_status_line_has_the_form_its_value_asks_for(decode_files: DecodeFiles) -> None:
    story, _ = decode_files(
        SMALLEST
        + """
vars: {eyes: 0..6, family: "one of here, told"}
status:
  - {label: Eyes, value: eyes}
  - {label: Family, value: family}
  - {label: Doubt, value: 6 - eyes, as: bar}
"""
    )
    assert story
    assert [line.form for line in story.status] == ["number", "words", "bar"]


def test_the_opening_is_a_list_of_epigraphs(decode_files: DecodeFiles) -> None:
    story, _ = decode_files(
        SMALLEST
        + "opening: [ecclesiastes, oath]\nepigraphs: {ecclesiastes: {text: A dog., source: Ecclesiastes 9.4}}\n"
    )
    assert story
    assert [named.text for named in story.opening] == ["ecclesiastes", "oath"]
    assert story.epigraphs[0].source == "Ecclesiastes 9.4"


def test_variables_are_declared_with_their_kind(decode_files: DecodeFiles) -> None:
    story, _ = decode_files(SMALLEST + "vars: {eyes: 0..6 = 2, lamp: true, name: text = Yamaguchi}\n")
    assert story
    assert [(v.name.text, v.kind, v.start) for v in story.variables] == [
        ("eyes", NumberKind(0, 6), 2),
        ("lamp", TruthKind(), 1),
        ("name", TextKind(), "Yamaguchi"),
    ]


def test_the_promises_are_of_five_kinds(decode_files: DecodeFiles) -> None:
    story, _ = decode_files(
        SMALLEST
        + """
prove:
  - always: ledger >= 1
  - never: seen(hall) and lamp
  - reach: hall
  - within: {ending: hall, turns: 40}
  - before: {first: hall, then: yard}
"""
    )
    assert story
    assert [type(promise) for promise in story.promises] == [Always, Never, Reach, Within, Before]


@pytest.mark.parametrize(
    ("section", "code", "line"),
    [
        ("prove:\n  - always: lamp\n    never: lamp\n", "wrong-shape", 6),
        ("prove:\n  - allways: lamp\n", "unknown-key", 5),
        ("prove:\n  - within: {ending: hall}\n", "missing-key", 5),
        ("prove:\n  - reach: The hall\n", "not-a-name", 5),
        ("prove: lamp\n", "wrong-shape", 4),
        ("whenever:\n  - {if: lamp, go: hall, text: Hm.}\n", "unknown-key", 5),
        ("whenever:\n  - {if: lamp, go: back}\n", "not-a-name", 5),
        ("whenever:\n  - {go: hall}\n", "missing-key", 5),
        ("notes:\n  dog: {title: Dog}\n", "missing-key", 5),
        ("notes:\n  dog: {title: Dog, text: '{a | b}'}\n", "no-visits-here", 5),
        ("epigraphs:\n  dog: A dog.\n", "wrong-shape", 5),
        ("vars:\n  seen: false\n", "reserved-id", 5),
        ("vars:\n  lamp:\n", "empty-value", 5),
        ("derived:\n  lamp: [a]\n", "wrong-shape", 5),
        ("status:\n  - {label: Eyes}\n", "missing-key", 5),
        ("status:\n  - {label: Eyes, value: eyes, as: pie}\n", "unknown-word", 5),
        ("act: {title: One}\n", "misplaced-key", 4),
        ("scene: {}\n", "unknown-key", 4),
        ("id: a.b\n", "bad-choice-id", 4),
        ("about: '{a | b}'\n", "no-visits-here", 4),
    ],
)
def test_a_misshapen_section_has_its_own_fault(decode_files: DecodeFiles, section: str, code: str, line: int) -> None:
    story, told = decode_files(SMALLEST + section)
    assert story is None
    assert [(found.code, found.span.line) for found in told] == [(code, line)]


def test_a_story_says_what_it_lacks(decode_files: DecodeFiles) -> None:
    _, told = decode_files("author: Nobody\n")
    assert sorted(found.message for found in told) == [
        "the story lacks `scenes`",
        "the story lacks `start`",
        "the story lacks `story`",
    ]


@pytest.mark.parametrize(
    ("written", "helps"),
    [
        (SMALLEST.replace("story:", "stori:"), "did you mean `story`?"),
        (SMALLEST.replace("scenes:", "scnes:"), "did you mean `scenes`?"),
        (SMALLEST + "whenever:\n  - {when: turns() > 3, go: hall}\n", "did you mean `if`?"),
        (SMALLEST + "storylets: {home: {deck: years, lable: Write home}}\n", "did you mean `label`?"),
        (SMALLEST.replace("ending: In", "when: turns() > 3"), "did you mean `if`?"),
    ],
)
def test_a_misspelt_key_is_reported_once_with_what_was_meant(
    decode_files: DecodeFiles, written: str, helps: str
) -> None:
    _, told = decode_files(written)
    assert [(found.code, found.help) for found in told] == [("unknown-key", helps)]


def test_a_list_where_a_declaration_is_due_is_shown_as_one_of(decode_files: DecodeFiles) -> None:
    _, told = decode_files(SMALLEST + "vars:\n  mood: [calm, angry]\n")
    assert [(found.code, found.span.line, found.help) for found in told] == [
        ("not-a-declaration", 5, "write `one of calm, angry`")
    ]


def test_a_form_in_a_line_is_pointed_out_and_the_story_still_stands(decode_files: DecodeFiles) -> None:
    story, told = decode_files(SMALLEST.replace("ending: In", "ending: 'In {lamp}'"))
    assert story
    assert [(found.code, found.severity) for found in told] == [("printed-braces", "warning")]
