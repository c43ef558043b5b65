"""Every code the engine can say has one page of the manual, whose story gives it and whose mend ends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import manual
from engine.checks import check
from engine.diagnostics.diagnostic import Diagnostic
from engine.source.compose import compose
from engine.source.gather import gather
from engine.story.analysis.resolved_story import resolve_story
from engine.story.decode import decode
from tests.manual_pages import ENGINE, codes_said_in, failing, has_story, mended

FINDINGS = codes_said_in(ENGINE / "prove")
"""Codes of what only a proof can find; their stories are proved beside the tests of the prover."""

CODES = [code for code in manual.codes() if code not in FINDINGS]
ON_DISK = {
    "missing-story",
    "not-read",
    "file-too-large",
    "story-too-large",
    "too-many-files",
    "alike-file-names",
    "not-utf8",
}
"""What is wrong with files or bytes rather than with what they say cannot be shown on a page."""


def diagnose(story: str, folder: Path) -> tuple[Diagnostic, ...]:
    """Return everything the stages say of a single-file story, up to the first that refuses it."""
    file = folder / "story.yaml"
    file.write_text(story, encoding="utf-8", newline="")
    gathered = gather(file)
    composed = compose(gathered.texts)
    found = (*gathered.diagnostics, *composed.diagnostics)
    if any(diagnostic.severity == "error" for diagnostic in found):
        return found
    decoded, faults = decode(composed.files)
    return (*found, *faults, *(check(resolve_story(decoded)) if decoded else ()))


def test_every_code_is_written_once_in_the_engine_and_has_a_page_and_every_page_a_code() -> None:
    assert len(manual.codes()) > 100
    assert codes_said_in(ENGINE) == list(manual.codes())


def test_a_check_is_named_by_the_code_it_says() -> None:
    plugs = sorted((ENGINE / "checks").glob("[a-z]*.py"))
    assert len(plugs) > 20
    wrong = [path.name for path in plugs if f'"{path.stem.replace("_", "-")}"' not in path.read_text("utf-8")]
    assert wrong == []


def test_every_page_is_headed_by_its_code_and_opens_with_one_sentence() -> None:
    for code in manual.codes():
        head, blank, first, below, *_ = manual.page(code).splitlines()
        assert (head, blank, below) == (f"# {code}", "", ""), code
        assert first.endswith("."), code
        assert manual.sentence(code) == first


def test_every_page_but_those_on_files_shows_a_story() -> None:
    assert {code for code in manual.codes() if not has_story(code)} == ON_DISK


@pytest.mark.parametrize("code", sorted(set(CODES) - ON_DISK))
def test_the_failing_story_gives_the_code_alone(code: str, tmp_path: Path) -> None:
    assert {found.code for found in diagnose(failing(code), tmp_path)} == {code}


@pytest.mark.parametrize("code", sorted(set(CODES) - ON_DISK))
def test_the_mended_story_gives_nothing(code: str, tmp_path: Path) -> None:
    assert [found.message for found in diagnose(mended(code), tmp_path)] == []
