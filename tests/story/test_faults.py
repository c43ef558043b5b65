"""Every manual page shows a story that fails as it says, and one that passes."""

from __future__ import annotations

from textwrap import dedent

import pytest

from engine.discovery import plug, plug_names
from engine.story import faults
from tests.story.conftest import DecodeFiles

NAMES = plug_names(list(faults.__path__))


def page(name: str) -> tuple[str, str]:
    """The failing and the passing story of a page."""
    manual = plug(faults.__name__, name).__doc__ or ""
    fails, passes = manual.split("\nFails::\n")[1].split("\nPasses::\n")
    return dedent(fails).strip("\n") + "\n", dedent(passes).strip("\n") + "\n"


def test_there_are_pages() -> None:
    assert len(NAMES) > 20


@pytest.mark.parametrize("name", NAMES)
def test_the_failing_story_of_a_page_fails_with_its_code_alone(decode_files: DecodeFiles, name: str) -> None:
    story, told = decode_files(page(name)[0])
    assert (story is None) == any(found.severity == "error" for found in told)
    assert {found.code for found in told} == {name.replace("_", "-")}


@pytest.mark.parametrize("name", NAMES)
def test_the_passing_story_of_a_page_passes(decode_files: DecodeFiles, name: str) -> None:
    story, told = decode_files(page(name)[1])
    assert story
    assert told == ()
