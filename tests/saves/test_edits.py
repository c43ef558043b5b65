"""A hundred saves of the shipped story, taken at any moment, against everything its author may do to it afterwards."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from engine.cli.support.options import shipped_story
from engine.program.model import Program
from engine.runtime.frame import Frame
from engine.runtime.journal import Move, PickedChoice
from engine.runtime.session import LoadedGame, Session
from engine.saves.edits.restore import RestoredGame, restore
from engine.saves.format.document import SaveDocument
from engine.saves.format.snapshot import Snapshot, snapshot_of
from engine.saves.recorder import Recorder, save_of
from tests.saves.editing import with_extra
from tests.saves.edits import EDITS
from tests.saves.mill import played
from tests.saves.rewriting import Files, compiled, read_files
from tests.saves.targets import Facts, Targets, find_targets

SAVES = 100
LONGEST = 55
KINDS = 30
SAVED_AGAIN = 8
"""Every so many of the games that go on are saved and loaded once more."""


@dataclass(frozen=True)
class Before:
    """The story, and the saves made of it, before any edit."""

    files: Files
    program: Program
    saves: tuple[SaveDocument, ...]
    frames: tuple[Frame, ...]
    targets: Targets


@cache
def before(folder: Path) -> Before:
    files = with_extra(read_files(Path(shipped_story())))
    program = compiled(files, folder / "before")
    games = [played(program, seed, 1 + seed * 7 % LONGEST) for seed in range(SAVES)]
    saves = tuple(map(save_of, games))
    return Before(files, program, saves, tuple(game.frame for game in games), find_targets(files, saves))


def resume(program: Program, restored: RestoredGame) -> Session:
    session = Session(program)
    session.resume(LoadedGame(restored.steps, restored.note_ids, restored.page))
    return session


def moves_of(restored: RestoredGame) -> list[Move]:
    entries = (*restored.history.earlier, *restored.history.journal, *restored.entries)
    return [entry.move for entry in entries]


def now(move: Move, renames: dict[str, str]) -> Move:
    if not isinstance(move, PickedChoice):
        return move
    for old, new in renames.items():
        if move.address == old or move.address.startswith(f"{old}."):
            return PickedChoice(new + move.address[len(old) :])
    return move


def test_there_are_enough_kinds_of_edit() -> None:
    assert len(EDITS) >= KINDS


@pytest.mark.parametrize("name", EDITS)
def test_every_save_goes_on_as_its_class_says_or_is_reported_where(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    known, edit = before(tmp_path_factory.getbasetemp()), EDITS[name]
    files = deepcopy(known.files)
    renames = dict(edit.apply(files, known.targets) or {})
    program = compiled(files, tmp_path_factory.mktemp("after"))
    for at, (save, frame) in enumerate(zip(known.saves, known.frames, strict=True)):
        facts = Facts(save, known.targets)
        restored = restore(program, save)
        assert (restored.kind, restored.is_moved) == (edit.kind(facts), edit.is_moved(facts)), save.snapshot.location
        assert moves_of(restored) == [now(entry.move, renames) for entry in save.journal]
        session = resume(program, restored)
        assert session.frame.ending or session.frame.ask or any(not one.locked for one in session.frame.choices)
        if restored.is_moved:
            assert any("goes on from the start of" in told for told in restored.messages)
        else:
            assert_is_where_it_was(session, frame, save.snapshot, restored, renames, edit.changes)
        if at % SAVED_AGAIN == 0:
            assert_can_be_saved_again(program, session, restored)


def assert_is_where_it_was(
    session: Session,
    frame: Frame,
    was: Snapshot,
    restored: RestoredGame,
    renames: dict[str, str],
    changes: tuple[str, ...],
) -> None:
    snapshot = snapshot_of(session.program, session.state)
    assert (snapshot.location.scene, snapshot.location.kind, snapshot.turns) == (
        was.location.scene,
        was.location.kind,
        was.turns,
    )
    offered = {renames.get(name, name) for name in was.location.names}
    assert not offered or offered & set(snapshot.location.names)
    assert len(snapshot.stack) == len(was.stack)
    for name in was.variables.keys() & snapshot.variables.keys():
        if snapshot.variables[name] != was.variables[name]:
            assert name in changes
            assert any(f"`{name}` was " in told for told in restored.messages)
    assert snapshot.visits.items() <= was.visits.items()
    assert {renames.get(address, address) for address in was.took} >= set(snapshot.took) - picked(restored)
    if not restored.messages and not frame.ending:
        assert session.frame.scene == frame.scene


def picked(restored: RestoredGame) -> set[str]:
    """The choices the game has picked: a story may begin to remember one that was picked before."""
    return {move.address for move in moves_of(restored) if isinstance(move, PickedChoice)}


def assert_can_be_saved_again(program: Program, session: Session, restored: RestoredGame) -> None:
    kept = Recorder(restored.history, list(restored.entries.lines))
    again = restore(program, save_of(session, kept))
    assert (again.kind, again.is_moved, again.messages) == ("same", False, ())
    assert again.steps[-1].state == session.state
    assert moves_of(again) == moves_of(restored)
