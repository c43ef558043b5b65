"""Every page on what a proof finds shows a story that has it and the same story mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics.diagnostic import Diagnostic
from engine.pipeline import build
from engine.prove.budget import Budget, Caps
from engine.prove.findings import findings
from engine.prove.prose.unprinted import with_prose
from tests.manual_pages import ENGINE, codes_said_in, failing, has_story, mended
from tests.prove.compiled import searched

FEW = Caps(states=2000)
"""A story of an author who waits this long and no longer."""


def found_in(story: str, folder: Path) -> tuple[Diagnostic, ...]:
    file = folder / "story.yaml"
    file.write_text(story, encoding="utf-8")
    built = build(file)
    assert built.diagnostics == ()
    assert built.program is not None
    report, found = searched(built.program, Budget(FEW))
    return findings(with_prose(report, found, Budget(FEW)), built.program)


CODES = codes_said_in(ENGINE / "prove")


def test_proofs_find_what_the_manual_explains() -> None:
    assert len(CODES) == 7
    assert all(has_story(code) for code in CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_failing_story_has_that_finding_alone(code: str, tmp_path: Path) -> None:
    assert [diagnostic.code for diagnostic in found_in(failing(code), tmp_path)] == [code]


@pytest.mark.parametrize("code", CODES)
def test_the_mended_story_has_none(code: str, tmp_path: Path) -> None:
    assert [diagnostic.message for diagnostic in found_in(mended(code), tmp_path)] == []
