"""Every format is one readable expected file: the same diagnostics, rendered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import engine.diagnostics.render as formats
from engine import manual
from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.render import text
from engine.diagnostics.span import Span
from engine.discovery import load_plug, plug_names
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"
FORMATS = plug_names(list(formats.__path__))

LINES = {
    "story/4-strip.yaml": ("scenes:", "  hall:", "    choices:", "      - Go down: celar", "      - 猫を見る: celler"),
    "story/a, b.yaml": ("x: 1", "\tx: \x1b[2J 100%"),
}
FOUND = (
    Diagnostic(
        "unknown-scene",
        "this choice leads to `celler`, and no scene has that name",
        Span("story/4-strip.yaml", 5, 15, 5, 21),
        "did you mean `cellar`?",
        mend=Mend("story/4-strip.yaml", 5, 5, ("      - 猫を見る: cellar",)),
    ),
    Diagnostic(
        "unknown-scene",
        "this choice leads to `celar`, and no scene has that name",
        Span("story/4-strip.yaml", 4, 18, 4, 23),
        "did you mean `cellar`?",
    ),
    Diagnostic(
        "duplicate-key",
        "`x` stands here\nfor the 100% second time",
        Span("story/a, b.yaml", 2, 2, 2, 3),
        severity="warning",
        also=(Span("story/a, b.yaml", 1, 1, 1, 2),),
    ),
    Diagnostic("not-read", "this is a link", Span("story/x.yaml", 1, 1, 1, 1)),
)


def test_there_are_formats() -> None:
    assert FORMATS == ("github", "json", "sarif", "text")


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_renders_as_expected(name: str, golden: Golden) -> None:
    golden(load_plug(formats.__name__, name).render(FOUND, LINES), GOLDEN / f"{name}.txt")


def test_sarif_names_every_rule_it_uses() -> None:
    run = json.loads(load_plug(formats.__name__, "sarif").render(FOUND, LINES))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rule["help"]["markdown"] == manual.page(rule["id"]) for rule in run["tool"]["driver"]["rules"])
    assert [rules[found["ruleIndex"]] for found in run["results"]] == [found["ruleId"] for found in run["results"]]


def test_after_twenty_the_rest_is_counted_and_errors_come_before_warnings() -> None:
    warnings = [
        Diagnostic("folded-text", "w", Span("a.yaml", line, 1, line, 2), severity="warning") for line in range(1, 31)
    ]
    printed = text.render([*warnings, Diagnostic("tab", "e", Span("b.yaml", 1, 1, 1, 2))], {}).splitlines()
    assert len(printed) == 21
    assert printed[-2:] == ["b.yaml:1:1: error[tab]: e", "and 11 more"]


def test_a_caret_stands_under_its_place_in_a_line_too_long_to_print() -> None:
    line = "a" * 5_000 + "TARGET" + "b" * 5_000
    _, _, shown, caret = text.render(
        [Diagnostic("tab", "e", Span("a", 1, 5_001, 1, 5_007))], {"a": (line,)}
    ).splitlines()
    assert max(len(shown), len(caret)) <= 300
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "TARGET"


def test_a_caret_counts_no_column_for_a_vowel_sign_over_its_letter() -> None:
    line = "\u0e01\u0e31 x"
    _, _, shown, caret = text.render([Diagnostic("tab", "e", Span("a", 1, 4, 1, 5))], {"a": (line,)}).splitlines()
    assert caret.index("^") == shown.index("x") - 1


def test_a_place_outside_the_file_is_reported_without_an_excerpt() -> None:
    assert text.render([Diagnostic("tab", "e", Span("a", 9, 1, 9, 1))], {"a": ("x",)}) == "a:9:1: error[tab]: e\n"
