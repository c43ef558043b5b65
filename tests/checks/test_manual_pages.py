"""Every diagnostic's manual page shows a story that gives it and the same story mended."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from engine.checks import check, codes, manual_page
from engine.diagnostics.diagnostic import Diagnostic
from engine.discovery import plug_names
from engine.source.compose import compose
from engine.source.gather import gather
from engine.story.decode import decode

ENGINE = Path(__file__).parents[2] / "engine"
FOLDERS = ("source/faults", "expressions/faults", "story/faults", "checks")
ON_DISK = {"missing-story", "not-read", "file-too-large", "story-too-large", "too-many-files", "not-utf8"}
"""What is wrong with files or bytes rather than with what they say cannot be shown on a page."""


def example(page: str, heading: str) -> str | None:
    """The indented story below `Fails::` or `Passes::`, its bytes written out where the page escapes them."""
    _, found, rest = page.partition(f"\n{heading}::\n")
    lines = []
    for line in rest.splitlines():
        if line.strip() and not line.startswith(" "):
            break
        lines.append(line)
    return textwrap.dedent("\n".join(lines)).strip("\n") + "\n" if found else None


def diagnose(story: str, folder: Path) -> tuple[Diagnostic, ...]:
    """Everything the stages say of a single-file story, up to the first that refuses it."""
    file = folder / "story.yaml"
    file.write_text(story, encoding="utf-8", newline="")
    gathered = gather(file)
    composed = compose(gathered.texts)
    found = (*gathered.diagnostics, *composed.diagnostics)
    if any(diagnostic.severity == "error" for diagnostic in found):
        return found
    decoded, faults = decode(composed.files)
    return (*found, *faults, *(check(decoded) if decoded else ()))


def test_the_manual_has_pages() -> None:
    assert len(codes()) > 100


def test_no_two_stages_share_a_code() -> None:
    names = [name for folder in FOLDERS for name in plug_names((str(ENGINE / folder),))]
    assert sorted(names) == sorted(set(names))


def test_an_unknown_code_has_no_page() -> None:
    assert manual_page("no-such-code") is None


@pytest.mark.parametrize("code", codes())
def test_the_page_opens_with_one_sentence(code: str) -> None:
    page = manual_page(code)
    assert page is not None
    first, blank, *_ = page.splitlines()
    assert first.endswith(".")
    assert blank == ""


@pytest.mark.parametrize("code", [code for code in codes() if code not in ON_DISK])
def test_the_failing_story_gives_the_code(code: str, tmp_path: Path) -> None:
    story = example(manual_page(code) or "", "Fails")
    assert story is not None
    assert code in [found.code for found in diagnose(story, tmp_path)]


@pytest.mark.parametrize("code", [code for code in codes() if code not in ON_DISK])
def test_the_passing_story_gives_nothing(code: str, tmp_path: Path) -> None:
    story = example(manual_page(code) or "", "Passes")
    assert story is not None
    assert [found.message for found in diagnose(story, tmp_path)] == []
