"""Composing refuses what a story has no use for, names every mistake at once, and never stumbles."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics.render.text import render
from engine.source import compose as composing
from engine.source.compose import Composition, compose
from engine.source.gather import SourceText
from engine.source.nodes import Mapping, Scalar, Sequence


def composed(*files: str | bytes) -> Composition:
    texts = [file.encode() if isinstance(file, str) else file for file in files]
    return compose([SourceText(f"{number}.yaml", number == 0, text) for number, text in enumerate(texts)])


def places_of(*files: str | bytes) -> list[tuple[str, int, int]]:
    return [(found.code, found.span.line, found.span.column) for found in composed(*files).diagnostics]


def test_a_file_becomes_a_tree_of_texts_with_places() -> None:
    (file,) = composed("a: no\nb: [1, {c: 2020-01-01}]\nd:\n").files
    first, second, third = file.root.entries
    assert isinstance(first.value, Scalar)
    assert (first.key.text, first.value.text, first.value.span.column) == ("a", "no", 4)
    assert isinstance(second.value, Sequence)
    assert isinstance(second.value.items[1], Mapping)
    assert isinstance(third.value, Scalar)
    assert (third.value.text, third.value.style) == ("", "plain")


@pytest.mark.parametrize("text", ["", "# a comment\n", "\ufeff", "---\n#"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    composition = composed(text)
    assert composition.diagnostics == ()
    assert composition.files[0].root.entries == ()


def test_the_line_ends_of_every_system_and_a_byte_order_mark_are_accepted() -> None:
    for text in ("a: 1\nb: |\n  x\n  y\n", "\ufeffa: 1\r\nb: |\r\n  x\r\n  y\r\n", "a: 1\rb: |\r  x\r  y\r"):
        composition = composed(text)
        assert composition.diagnostics == ()
        assert [entry.value.text for entry in composition.files[0].root.entries] == ["1", "x\ny\n"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
        ("a: &x 1\n", "anchor", 1, 4),
        ("a: *x\n", "alias", 1, 4),
        ("a: !x 1\n", "tag", 1, 4),
        ("a: !!str 1\n", "tag", 1, 4),
        ("<<: {b: 1}\n", "merge-key", 1, 1),
        ("%YAML 1.1\n---\na: 1\n", "directive", 1, 1),
        ("%5 of it\n", "directive", 1, 1),
        ("a: 1\n---\nb: 2\n", "second-document", 2, 1),
        ("? [a]\n: b\n", "key-not-text", 1, 3),
        ("- a\n", "not-a-mapping", 1, 1),
        ("a: b: c\n", "not-yaml", 1, 5),
        ("a: 1\nstray\nb: 2\n", "not-yaml", 2, 1),
        ("a: [1, 2\nb: 3\n", "not-yaml", 1, 4),
        ("a: 'open\nb: 1\nc: 2\n", "unclosed-quote", 1, 4),
        ('a: "\\q"\n', "not-yaml", 1, 5),
        (b"a: caf\xe9\n", "not-utf8", 1, 7),
        ("a: 1\nb: x\u0000y\n", "forbidden-character", 2, 5),
        ("a: x\u009by\n", "forbidden-character", 1, 5),
        ("a: x\u2028y\n", "forbidden-character", 1, 5),
        ('a: "x\\ey"\n', "forbidden-character", 1, 6),
        ('a: "x\n\n   \\x9b2J"\n', "forbidden-character", 3, 4),
        ('a: "\\ud800"\n', "forbidden-character", 1, 5),
        ('a: "\\U00110000"\n', "forbidden-character", 1, 5),
        ('"a\\eb": 1\n', "forbidden-character", 1, 3),
        ("a\u202eb: 1\n", "forbidden-character", 1, 2),
        ("a\u200bb: 1\n", "forbidden-character", 1, 2),
        (f"{'k' * 129}: 1\n", "too-long", 1, 1),
        (f"a: {'x' * 65_537}\n", "too-long", 1, 4),
        (f"a: {'[' * 33}{']' * 33}\n", "deep-nesting", 1, 35),
    ],
)
def test_a_mistake_is_named_at_its_place(text: str | bytes, code: str, line: int, column: int) -> None:
    assert places_of(text) == [(code, line, column)]


def test_a_duplicate_key_shows_both_places() -> None:
    (found,) = composed("a: 1\nb: 2\na: 3\n").diagnostics
    assert [(place.line, place.column) for place in found.also] == [(1, 1)]


def test_signs_that_change_the_direction_of_writing_may_stand_in_prose() -> None:
    assert places_of("text: |\n  \u2067\u05e9\u05dc\u05d5\u05dd\u2069 he said\n") == []


def test_all_mistakes_of_all_files_are_named_at_once() -> None:
    assert places_of("a: &x 1\na: 2\n", "b: fine\n", "c: 'open\n") == [
        ("anchor", 1, 4),
        ("duplicate-key", 2, 1),
        ("unclosed-quote", 1, 4),
    ]


def test_only_files_without_an_error_are_handed_on() -> None:
    assert [file.path for file in composed("a: &x 1\n", "b: fine\n").files] == ["1.yaml"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: [" + "b," * 200_001 + "]\n", 1, "from here on the file has more than 200,000 keys and values"),
        ("a: 1\n" + "\n" * 100_000, 100_001, "from here on the file has more than 100,000 lines"),
    ],
    ids=["values", "lines"],
)
def test_a_file_that_is_too_long_is_refused_once_with_the_limit(text: str, line: int, message: str) -> None:
    assert [(fault.span.line, fault.message) for fault in composed(text, "b: fine\n").diagnostics] == [(line, message)]


def test_files_of_a_story_may_be_longer_together_than_one_alone() -> None:
    assert places_of(*["a:\n" + "- b\n" * 60_000] * 4) == []


def test_a_story_of_too_many_values_is_refused_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "VALUES_LIMIT", 100)
    assert places_of(*["a:\n" + "- b\n" * 60] * 4) == [("too-long", 1, 1)]


def test_a_mapping_thirty_two_deep_is_accepted() -> None:
    assert places_of("a: " + "[" * 31 + "]" * 31 + "\n") == []


HOSTILE = {
    "brackets 100,000 deep": b"a: " + b"[" * 100_000,
    "closed brackets 100,000 deep": b"text: " + b"[" * 100_000 + b"]" * 100_000,
    "braces 100,000 deep": b"{a: " * 100_000,
    "dashes 100,000 deep": b"- " * 100_000,
    "question marks 100,000 deep": b"? " * 100_000,
    "indentation 1,900 deep": b"".join(b" " * depth + b"a:\n" for depth in range(1_900)),
    "an alias bomb": b"a: &a [x, x]\n"
    + b"".join(b"%c: &%c [*%c, *%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 123)),
    "a merge bomb": b"a: &a {x: 1}\n" + b"".join(b"b%d: {<<: [*a, *a, *a]}\n" % n for n in range(2_000)),
    "one long line": b"a: " + b"a" * 1_900_000,
    "a long quotation": b'text: "' + b'\\"' * 900_000,
    "a long label": b"choices:\n  - " + b"a:" * 900_000,
    "a label of apostrophes": b"choices:\n  - '" + b"a' " * 600_000,
    "many keys": b"{" + b"".join(b"k%d: v," % n for n in range(150_000)) + b"}",
    "many items on one line": b"a: [" + b"a," * 900_000 + b"]",
    "many open braces": b"a: {\n" * 99_000,
    "many open quotations": b"text: 'a\n" * 99_000,
    "many tabs": b"\ta: b\n" * 99_000,
    "many lines": b"a\n" * 900_000,
    "many control characters": b"a: \x01\n" * 90_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_at_once(data: bytes) -> None:
    began = time.process_time()
    composition = composed(data)
    assert composition.files == ()
    printed = render(composition.diagnostics, composition.lines)
    assert printed
    assert time.process_time() - began < 5
    assert max(map(len, printed.split("\n"))) <= 300


PARTS = st.sampled_from(
    [
        "a",
        "text",
        "choices",
        "go",
        ":",
        ": ",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "'",
        '"',
        "|",
        ">",
        "#",
        " #",
        "{",
        "}",
        "[",
        "]",
        "*",
        "&a ",
        "!t ",
        "%",
        "@",
        "\t",
        "\\",
        "\\x1b",
        "?",
        "<<",
        "\u202e",
        "\r",
        "é",
        "\n\n",
        "---\n",
        ",",
        " ",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join))
def test_no_text_makes_composing_fail(text: str) -> None:
    composition = composed(text)
    assert composition.files or any(found.severity == "error" for found in composition.diagnostics)
    for found in composition.diagnostics:
        assert 1 <= found.span.line <= len(composition.lines["0.yaml"])


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="there is no libyaml to compare with")
@settings(max_examples=100, deadline=None)
@given(st.lists(PARTS, max_size=30).map("".join))
def test_words_are_those_yaml_reads(text: str) -> None:
    composition = composed(text)
    if not composition.files or "\r" in text or "|" in text:
        return
    written = "\n".join(composition.lines["0.yaml"])
    read = [event.value for event in yaml.parse(written, yaml.CSafeLoader) if isinstance(event, yaml.ScalarEvent)]
    assert _words(read) == _words(_texts(composition))


def _words(texts: list[str]) -> list[str]:
    return ["".join(text.split()) for text in texts if text]


def _texts(composition: Composition) -> list[str]:
    waiting: list[object] = [composition.files[0].root]
    texts = []
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Scalar):
            texts.append(node.text)
        elif isinstance(node, Sequence):
            waiting = [*node.items, *waiting]
        elif isinstance(node, Mapping):
            waiting = [part for entry in node.entries for part in (entry.key, entry.value)] + waiting
    return texts
