"""Each folder of golden/pitfalls is a file YAML misreads, what is said about it, and the file after its mends.

To add a case, copy a folder: `written.yaml`, then `expected.txt` and `mended.yaml` (written by `pytest --write-golden`,
then read by you).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics.diagnostic import Mend
from engine.diagnostics.render.text import render
from engine.source.compose import Composition, compose
from engine.source.gather import SourceText
from tests.conftest import Golden

CASES = sorted(folder for folder in (Path(__file__).parent / "golden" / "pitfalls").iterdir() if folder.is_dir())
UNCERTAIN = {
    "body_level_with_the_label_and_deeper_keys",
    "body_with_go_below_the_target",
    "colon_after_the_target",
    "dash_before_a_key",
    "dash_before_the_first_key",
    "dash_before_the_first_of_the_vars",
    "first_line_of_a_text_deeper",
    "go_on_the_line_of_the_label",
    "key_left_of_a_text",
    "label_opens_with_a_dash",
    "no_colon_at_all",
    "quote_never_closed_in_another_key",
    "star_for_a_dash",
    "ten_at_once",
}
"""Cases in which something is left that only the author can mend."""


def composed(text: str) -> Composition:
    return compose([SourceText("story.yaml", True, text.encode())])


def mended_once(text: str, mends: list[Mend]) -> str:
    lines = text.split("\n")
    untouched = len(lines) + 1
    for mend in sorted(mends, key=lambda mend: mend.first, reverse=True):
        if mend.last < untouched:
            lines[mend.first - 1 : mend.last] = mend.lines
            untouched = mend.first
    return "\n".join(lines)


def mended(text: str) -> str:
    for _ in range(5):
        text = mended_once(text, [found.mend for found in composed(text).diagnostics if found.mend])
    return text


def test_there_are_cases() -> None:
    assert len(CASES) > 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_pitfall_is_reported_at_its_place(case: Path, golden: Golden) -> None:
    found = composed((case / "written.yaml").read_text(encoding="utf-8"))
    golden(render(found.diagnostics, found.lines), case / "expected.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_mend_makes_the_file_mean_what_was_written(case: Path, golden: Golden) -> None:
    golden(mended((case / "written.yaml").read_text(encoding="utf-8")), case / "mended.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_is_left_to_say_of_a_mended_file(case: Path) -> None:
    left = composed(mended((case / "written.yaml").read_text(encoding="utf-8")))
    assert [found for found in left.diagnostics if found.mend] == []
    assert case.name in UNCERTAIN or left.diagnostics == ()


@pytest.mark.parametrize(
    "line",
    [
        "text: Room  # seen from the door",
        "text: It is 12:30 at http://example.org/a:b",
        "text: '{seen(hall) ? Back | In}'",
        'text: "He said \\"go\\"."',
        "text: ''",
        "text:",
        "text: |  # the hall",
        "text: >\n      One paragraph\n      on two lines.",
        "text: He looked up\n      and left.",
    ],
)
def test_what_yaml_reads_as_it_is_written_is_no_pitfall(line: str) -> None:
    assert composed(f"scenes:\n  hall:\n    {line}\n    go: yard\n").diagnostics == ()


@pytest.mark.parametrize(
    "item",
    [
        "Wait:",
        "“Wait,” you say:",
        'Ask "why": yard',
        "Wait: yard  # a comment",
        "Wait: yard # a comment",
        "Show it:           # a body\n          once: true\n          go: yard",
        "Wait: {go: yard}",
        "use: pockets",
        "draw: years\n        limit: 3",
        "else: yard",
        "'Open door #2': yard",
        "'[Look up]': yard",
    ],
)
def test_a_choice_as_the_language_has_it_is_no_pitfall(item: str) -> None:
    assert composed(f"scenes:\n  hall:\n    choices:\n      - {item}\n").diagnostics == ()


def test_names_the_author_made_up_are_no_keys_of_prose() -> None:
    assert composed("scenes:\n  text: {ending: Out}\nnotes:\n  label: {title: A, text: b}\n").diagnostics == ()


def test_a_warning_leaves_the_text_in_the_story() -> None:
    found = composed("text: We are # 1 here\n")
    assert [fault.severity for fault in found.diagnostics] == ["warning"]
    assert found.files[0].root.entries[0].value.text == "We are"  # type: ignore[union-attr]
