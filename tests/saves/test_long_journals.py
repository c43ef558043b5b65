"""The save of a very long game: its oldest steps are left out and nothing else changes for the player."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from engine.program.model import Program
from engine.replay.verification import verify
from engine.runtime.session import Session
from engine.saves import recorder
from engine.saves.edits.restore import restore
from engine.saves.format.document import REPLAYED
from engine.saves.format.journal import Journal
from engine.saves.format.save_file import decode, encode
from engine.saves.format.snapshot import state_of
from engine.saves.format.state_hash import state_hash
from engine.saves.recorder import save_of, shorten_journal
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf import autosave
from engine.saves.shelf.lookup import look_up_save
from engine.saves.shelf.shelf import Shelf, shelf_in
from tests.saves.mill import STORY, played, program_of, step

WITHOUT_END = STORY.replace("- Jump: end", "- Jump: yard").replace("- Stay: dust", "- Stay: yard")
STEPS = 3 * REPLAYED


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setattr(recorder, "JOURNAL_BYTES", 40_000)
    return program_of(WITHOUT_END)


def test_a_save_that_fits_is_left_as_it_is(program: Program) -> None:
    session = played(program, 4, 50)
    document = save_of(session)
    assert shorten_journal(program, document, session.steps) == (document, 0)


def test_a_save_that_does_not_fit_begins_later_and_stands_at_the_same_place(program: Program) -> None:
    session = played(program, 4, STEPS)
    whole = save_of(session)
    document, cut = shorten_journal(program, whole, session.steps)
    assert 0 < cut <= STEPS - REPLAYED
    assert len(encode(document)) < len(encode(whole))
    assert document.journal == whole.journal[cut:]
    restored, before = restore(program, decode(encode(document))), restore(program, whole)
    assert [step.state for step in restored.steps] == [step.state for step in before.steps]
    assert restored.steps[0].move == before.steps[0].move


def test_what_is_left_can_still_be_verified(program: Program) -> None:
    session = played(program, 4, STEPS)
    document, _ = shorten_journal(program, save_of(session), session.steps)
    assert document.origin is not None
    begin = state_of(program, document.origin)
    assert begin is not None
    journal = [(entry.move, entry.hash) for entry in document.journal]
    assert verify(program, begin, document.first, journal, partial(state_hash, program)).mismatch is None


def test_steps_of_the_story_before_an_edit_are_left_out_first(program: Program) -> None:
    session = played(program, 4, 60)
    whole = save_of(session)
    old = replace(whole, earlier=Journal(whole.journal.lines * 100))
    document, cut = shorten_journal(program, old, session.steps)
    assert (cut, document.journal) == (0, whole.journal)
    assert 0 < len(document.earlier) < len(old.earlier)
    assert document.earlier == old.earlier[-len(document.earlier) :]


def test_a_very_long_game_is_saved_and_it_is_said_what_is_left_out(program: Program, tmp_path: Path) -> None:
    saves = SessionSaves(shelf_in(tmp_path))
    session = Session(program, 4, saves)
    saves._autosave = None
    for number in range(STEPS):
        step(session, number)
    notice = session.do({"save": "night"}).notice or ""
    assert notice.startswith("saved as `night`; its first ")
    assert notice.endswith(" steps are left out, as it would be too large")
    other = Session(program, 0, SessionSaves(shelf_in(tmp_path)))
    assert other.load("night")
    assert other.state == session.state


def test_an_autosave_goes_on_through_all_of_it_and_can_be_undone_to_the_first_page(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "SMALLEST_REWRITE", 4_000)
    shelf = shelf_in(tmp_path)
    saves = SessionSaves(shelf)
    session = Session(program, 4, saves)
    first = session.frame
    for number in range(STEPS):
        step(session, number)
        if number % 97 == 0:
            assert _is_where_it_stands(shelf, session)
    assert (tmp_path / "auto.mill.journal").stat().st_size < 200_000
    for turns in (1, REPLAYED // 2, REPLAYED, len(session.steps) - 1 - REPLAYED - REPLAYED // 2 - 1):
        assert session.do({"undo": turns}).notice is None
        assert _is_where_it_stands(shelf, session)
    assert session.frame == first
    assert session.do({"redo": 5}).notice is None
    assert _is_where_it_stands(shelf, session)


def test_a_game_whose_moments_are_too_large_is_reported_and_goes_on(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "LARGEST", 1_000)
    saves = SessionSaves(shelf_in(tmp_path))
    session = Session(program, 4, saves)
    notice = session.do({"choose": 1}).notice or ""
    assert notice == "`auto` could not be saved; the game goes on without it for now: it is too large"
    assert session.do({"choose": 1}).notice is None
    assert session.frame.turn == 2


def _is_where_it_stands(shelf: Shelf, session: Session) -> bool:
    restored = restore(session.program, look_up_save(shelf, "auto", "mill").document)
    return restored.steps[-1].state == session.state
