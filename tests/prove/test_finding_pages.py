"""Every page on what a proof finds shows a story that has it and the same story mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.checks import codes as codes_of_faults
from engine.diagnostics.diagnostic import Diagnostic
from engine.pipeline import build
from engine.prove.findings import findings
from engine.prove.pages import codes, manual_page
from engine.prove.prose_proof import with_prose
from engine.prove.prover import prove_explored
from engine.prove.search import Caps
from tests.checks.test_manual_pages import example

FEW = Caps(states=2000)
"""A story of an author who waits this long and no longer."""


def found_in(story: str, folder: Path) -> tuple[Diagnostic, ...]:
    file = folder / "story.yaml"
    file.write_text(story, encoding="utf-8")
    built = build(file)
    assert built.diagnostics == ()
    assert built.program is not None
    report, found = prove_explored(built.program, FEW)
    return findings(with_prose(report, found, FEW), built.program)


def test_proofs_have_pages_of_their_own() -> None:
    assert len(codes()) == 7
    assert not set(codes()) & set(codes_of_faults())


def test_a_code_of_no_finding_has_no_page() -> None:
    assert manual_page("no-such-finding") is None


@pytest.mark.parametrize("code", codes())
def test_the_page_opens_with_one_sentence(code: str) -> None:
    first, blank, *_ = (manual_page(code) or "").splitlines()
    assert first.endswith(".")
    assert blank == ""


@pytest.mark.parametrize("code", codes())
def test_the_failing_story_has_that_finding_alone(code: str, tmp_path: Path) -> None:
    found = found_in(example(manual_page(code) or "", "Fails") or "", tmp_path)
    assert [diagnostic.code for diagnostic in found] == [code]


@pytest.mark.parametrize("code", codes())
def test_the_passing_story_has_none(code: str, tmp_path: Path) -> None:
    found = found_in(example(manual_page(code) or "", "Passes") or "", tmp_path)
    assert [diagnostic.message for diagnostic in found] == []
