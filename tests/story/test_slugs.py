"""A choice's id is made from its label."""

from __future__ import annotations

import pytest

from engine.story.decoding.names import is_choice_id, slugify


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Step over", "step-over"),
        ("“Wait,” you say", "wait-you-say"),
        ("Don’t go", "dont-go"),
        ("Don't go", "dont-go"),
        ("Écouter à la porte", "ecouter-a-la-porte"),
        ("Пойти домой", "поити-домои"),
        ("見る", "見る"),
        ("Take {eyes} of them", "take-of-them"),
        ("Take {a ? {b | c} | d}all", "take-all"),
        (r"A \{brace\} stays", "a-brace-stays"),
        ("Open door #2", "open-door-2"),
        ("  — !", ""),
        ("…", ""),
        ("{~ a | b}", ""),
        ("ﬁnd ①", "find-1"),
    ],
)
def test_a_label_becomes_letters_and_digits_joined_by_hyphens(label: str, expected: str) -> None:
    assert slugify(label) == expected


def test_a_slug_is_forty_long_at_most_and_trimmed_again() -> None:
    assert slugify("a" * 60) == "a" * 40
    assert slugify("a" * 39 + " b") == "a" * 39


def test_an_unclosed_brace_hides_the_rest() -> None:
    assert slugify("open {the door") == "open"


@pytest.mark.parametrize("text", ["open-it", "open_it", "9", "écoute"])
def test_a_given_id_holds_letters_digits_hyphens_and_underscores(text: str) -> None:
    assert is_choice_id(text)


@pytest.mark.parametrize("text", ["", "-a", "a-", "a.b", "a b", "a|b"])
def test_other_given_ids_are_refused(text: str) -> None:
    assert not is_choice_id(text)
