"""A save of every format that was ever released still loads. These files are never written again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.program.model import Program
from engine.runtime.journal import Move, PickedChoice, TypedAnswer
from engine.saves.edits.restore import restore
from engine.saves.format.save_file import FORMAT
from engine.saves.format.snapshot import snapshot_of
from engine.saves.shelf.lookup import look_up_save, read_path
from engine.saves.shelf.shelf import StoredSave, shelf_in
from tests.saves.mill import program_of

GOLDEN = Path(__file__).parent / "golden"
FOLDERS = sorted(GOLDEN.iterdir())
SHED: tuple[Move, ...] = (
    PickedChoice("yard.pour-grain-in"), PickedChoice("pockets.count-what-you-have"),
    PickedChoice("yard.tell-your-name"),
    TypedAnswer("Ôté “x” ✓"), PickedChoice("yard.look-into-the-shed"), PickedChoice("shed.take-oats"),
)  # fmt: skip
HALL = (
    *SHED,
    PickedChoice("shed.take-oats.leave-it-open"),
    PickedChoice("gossip"),
    PickedChoice("yard.go-in"),
    PickedChoice("hall.sit-down"),
)


def program(folder: Path) -> Program:
    return program_of((folder / "story.yaml").read_text(encoding="utf-8"))


def test_every_format_has_its_saves() -> None:
    assert [folder.name for folder in FOLDERS] == [f"format_{number}" for number in range(1, FORMAT + 1)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize(
    ("name", "moves", "scene"), [("night.save", SHED, "shed"), ("auto.mill.journal", HALL, "hall")]
)
def test_it_loads_where_it_was_with_all_that_was_in_it(
    folder: Path, name: str, moves: Sequence[Move], scene: str
) -> None:
    kept: StoredSave = read_path(shelf_in(folder), folder / name)
    document = kept.document
    assert tuple(entry.move for entry in document.journal) == moves
    assert (document.edition.story, document.edition.version, document.seed) == ("mill", "3", 2**64 - 5)
    assert document.parent is not None and document.parent.slot == "first"
    assert document.snapshot.variables["miller"] == "Ôté “x” ✓"
    restored = restore(program(folder), document)
    assert not restored.is_moved and not restored.messages
    assert snapshot_of(program(folder), restored.steps[-1].state).location.scene == scene
    assert [step.move for step in restored.steps[1:]] == list(moves)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_it_is_found_by_name(folder: Path) -> None:
    shelf = shelf_in(folder)
    assert shelf.slots() == ("night",)
    assert (
        look_up_save(shelf, "auto").document.summary.turn
        == look_up_save(shelf, "auto", "mill").document.summary.turn
        == 9
    )
