"""What is said of a file, and where, does not depend on the YAML library: with libyaml, without, with other limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from yaml.error import YAMLError
from yaml.events import Event

from engine.source import events as yaml_events
from engine.source.compose import compose
from engine.source.gather import SourceText
from engine.source.nodes import SourceFile

with_libyaml = pytest.mark.skipif(not yaml.__with_libyaml__, reason="there is no libyaml to compare with")

Verdict = tuple[list[tuple[str, int, int, str]], tuple[SourceFile, ...]]

STORIES = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.parent.rglob("story.yaml"))]
SHORT_STORIES = [text for text in STORIES if len(text) < 2_000]

PIECES = [
    "a", "é", "text", "go", ":", ": ", " :", ",", ", ", " ", "\t", "\n", "\n  ", "\n    ", "\n\n", "\n- ", "\n\t",
    "\r", "- ", "- - ", "?", "? ", " ?", "'", '"', "'x'", '"y"', "|", ">", "|2\n", ">-", "|#", "#", " #", "{", "}", "[",
    "]", "{a: ", "[b, ", "[" * 40, "{" * 33, "*", "*a", "&a ", "!", "!t ", "!!str ", "!<", "%", "%TAG", "@", "`", "~",
    "\\\\", "\\q", "\\x1b", "\\ud800", "\\UFFFFFFFF", "<<", "---\n", "...\n", "\ufeff", "\u202e", "\ufffe",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def verdict(text: str) -> Verdict:
    """What composing says of a text, and what it reads in it."""
    composition = compose([SourceText("story.yaml", True, text.encode())])
    found = [(fault.code, fault.span.line, fault.span.column, fault.message) for fault in composition.diagnostics]
    return found, composition.files


def verdicts_with_and_without(text: str) -> tuple[Verdict, Verdict]:
    """The verdicts with libyaml and without it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        without = verdict(text)
    return verdict(text), without


@pytest.fixture
def with_limit(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Make libyaml give up after some events, as it does at a limit of its own."""

    def limit(count: int) -> None:
        def limited(text: str) -> Iterator[Event]:
            yield from islice(libyaml_events(text), count)
            raise YAMLError("exceeded maximum nesting depth")

        monkeypatch.setattr(yaml_events, "_libyaml_events", limited)

    libyaml_events = yaml_events._libyaml_events
    return limit


@with_libyaml
@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("a: \\tb\n")
@example("start: hall\t\nb: 1\n")
@example("a: {b?c: 1}\n")
@example("a: |# said\n  x\n")
@example("a: {b: , c: ''}\n")
@example('a: "\\UFFFFFFFF"\n')
@example("\ufeff\ufeffa: 1\n")
@example("a: x\ufeffy\n")
@example("? ")
def test_the_verdict_on_any_text_is_the_same_without_libyaml(text: str) -> None:
    expected, without = verdicts_with_and_without(text)
    assert without == expected


@with_libyaml
@pytest.mark.parametrize("seed", range(8))
def test_the_verdict_on_a_broken_story_is_the_same_without_libyaml(seed: int) -> None:
    draw = Random(seed)
    for _ in range(30):
        text = broken(draw.choice(SHORT_STORIES), draw)
        expected, without = verdicts_with_and_without(text)
        assert without == expected


def broken(text: str, draw: Random) -> str:
    """A story with a few stretches put in, left out or said twice."""
    for _ in range(draw.randint(1, 3)):
        at, start = draw.randrange(len(text) + 1), draw.randrange(len(text) + 1)
        new = draw.choice([draw.choice(PIECES), "", text[start : start + 40]])
        text = text[:at] + new + text[at + (0 if new else draw.randint(1, 5)) :]
    return text


@with_libyaml
def test_every_story_here_reads_the_same_without_libyaml() -> None:
    assert len(STORIES) > 50
    for text in STORIES:
        expected, without = verdicts_with_and_without(text)
        assert without == expected


DEEP = {
    "brackets": ("a: " + "[" * 5_000, 35),
    "closed brackets": ("a: " + "[" * 5_000 + "]" * 5_000, 35),
    "a thousand and ten brackets": ("a: " + "[" * 1_010 + "]" * 1_010, 35),
    "braces": ("{a: " * 5_000, 129),
    "dashes": ("- " * 5_000, 65),
    "question marks": ("? " * 5_000, 65),
}


@pytest.mark.parametrize(("text", "column"), DEEP.values(), ids=DEEP.keys())
def test_nesting_is_named_where_it_is_too_deep_for_a_story_whatever_yaml_bears(text: str, column: int) -> None:
    for found, _ in verdicts_with_and_without(text):
        assert [place[:3] for place in found] == [("deep-nesting", 1, column)]


@with_libyaml
@pytest.mark.parametrize("count", [0, 1, 2, 5, 20])
def test_a_limit_of_libyaml_changes_no_verdict(count: int, with_limit: Callable[[int], None]) -> None:
    texts = [*SHORT_STORIES[:5], "a: " + "[" * 5_000, "a: 1\nb: 'open\n", "- " * 5_000]
    expected = [verdict(text) for text in texts]
    with_limit(count)
    assert [verdict(text) for text in texts] == expected


@with_libyaml
def test_a_parser_that_reads_otherwise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_events, "_libyaml_events", lambda text: iter(()))
    expected, without = verdicts_with_and_without("a: 1\n")
    assert without != expected
