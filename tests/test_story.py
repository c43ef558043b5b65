"""A Living Dog keeps faith with its facts: every claim of its source rests somewhere, every person has a page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from engine.pipeline import build
from engine.program.model import Branch, Program, Say
from engine.program.prose import Piece, Prose, Value
from engine.story.prose import Either, Varied

STORY = Path(__file__).parent.parent / "story"
CLAIMS = [f"S{number}" for number in range(1, 87)]
PEOPLE = (
    "Lyushkov", "Nina", "Lyudmila", "Frinovsky", "Yezhov", "Stalin", "Deribas", "Kagan", "Leplevsky", "Osinin",
    "Gorbach", "Blyukher", "Mekhlis", "Berzin", "Lapin", "Wiesel", "Barakhtin", "Romanov", "Tuchin", "Shtal",
    "Samar", "Strelkov", "Damaev", "Grebennik", "constables", "Kamimoto", "Onuki", "Ishiwara", "Koiso",
    "Major at Kudan", "Koizumi", "Takaya", "Sorge", "Ogoshi", "Semyonov", "Takeoka", "Iwamoto", "Arimitsu", "Yanagita",
    "Koyama", "Li Ge-yu", "Rakhil", "Semyon", "Anna", "Elizaveta",
)  # fmt: skip
ENDINGS = 20


@lru_cache
def program() -> Program:
    built = build(STORY)
    assert built.program is not None and not built.diagnostics
    return built.program


def rested_on() -> set[str]:
    scenes, notes = program().scenes, program().notes
    return {
        source
        for sources in (*(scene.sources for scene in scenes), *(note.sources for note in notes))
        for source in sources
    }


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_claim_of_the_source_rests_under_a_scene_or_a_note(claim: str) -> None:
    assert claim in rested_on()


@pytest.mark.parametrize("person", PEOPLE)
def test_every_person_has_a_note(person: str) -> None:
    assert any(person in note.title for note in program().notes)


def test_every_scene_says_what_it_rests_on_and_whether_it_is_known() -> None:
    for scene in program().scenes:
        assert scene.mark in ("record", "disputed", "invented"), scene.id
        assert scene.sources, scene.id


def test_there_are_twenty_endings_each_with_a_walkthrough() -> None:
    endings = {scene.id for scene in program().scenes if scene.ending}
    walkthroughs = {path.stem for path in (STORY.parent / "saves" / "walkthroughs").glob("*.save")}
    assert len(endings) == ENDINGS
    assert endings == walkthroughs


def test_every_card_names_a_place_an_hour_a_horse_and_a_look() -> None:
    for scene in program().scenes:
        if scene.ending:
            said = repr(program().code[scene.start : scene.end])
            for part in ("Place", "Hour", "Horse", "The look"):
                assert part in said, f"{scene.id} has no {part}"


def test_a_third_of_the_scenes_change_with_what_happened() -> None:
    playable = [scene for scene in program().scenes if not scene.is_storylet]
    varied = 0
    for scene in playable:
        code = program().code[scene.start : scene.end]
        if any(isinstance(one, Branch) or (isinstance(one, Say) and changes(one.prose)) for one in code):
            varied += 1
    assert varied * 3 >= len(playable)


def changes(prose: Prose) -> bool:
    return any(_changes(piece) for piece in prose)


def _changes(piece: Piece) -> bool:
    return isinstance(piece, Either | Varied | Value)
