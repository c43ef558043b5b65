"""Each folder under `golden` is a story and exactly what is said of it.

To add a case, copy a folder: `story.yaml`, `expected.txt` (written by `pytest --write-golden`, then read by you).
"""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest

from engine.checks import check
from engine.diagnostics.render.text import render
from engine.source.compose import compose
from engine.source.gather import gather
from engine.story.analysis.resolved_story import resolve_story
from engine.story.decode import decode
from tests.conftest import Golden

CASES = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())


def said_of(folder: Path) -> str:
    """The diagnostics of a folder's story, as an author reads them."""
    with chdir(folder):
        composed = compose(gather(Path("story.yaml")).texts)
    story, faults = decode(composed.files)
    found = (*composed.diagnostics, *faults, *(check(resolve_story(story)) if story else ()))
    return render(found, composed.lines, None)


def test_there_are_cases() -> None:
    assert len(CASES) > 30


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_the_diagnostics_of_the_story_are_exactly_these(folder: Path, golden: Golden) -> None:
    golden(said_of(folder), folder / "expected.txt")


def test_every_check_has_a_case() -> None:
    told = "".join((folder / "expected.txt").read_text(encoding="utf-8") for folder in CASES)
    names = (path.stem for path in (Path(__file__).parents[2] / "engine" / "checks").glob("[a-z]*.py"))
    assert [name for name in names if f"[{name.replace('_', '-')}]" not in told] == []
