"""Every folder beside this file is a story, what a player does, and what the player then sees.

To add a case, copy a folder: `story.yaml`, `input.txt` (a line a command: a choice's id or number, `= text` for an
answer, `undo`, `redo`, or a line of JSON), `expected.txt` (written by `pytest --write-golden`, then read by you).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import engine
from engine.runtime.frame import Frame
from engine.runtime.session import LoadedGame, Session
from engine.saves.edits.restore import restore
from engine.saves.format.save_file import decode, encode
from engine.saves.recorder import save_of
from tests.conftest import Golden

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/story.yaml"))
SEED = 7

Way = Callable[[Session, dict[str, object]], Frame]
"""How a command is carried out."""


def command_of(line: str) -> dict[str, object]:
    if line.startswith("{"):
        return dict(json.loads(line))
    if line.startswith("= "):
        return {"answer": line[2:]}
    if line in ("undo", "redo"):
        return {line: 1}
    return {"choose": int(line) if line.isdigit() else line}


def shown(frame: Frame) -> str:
    """A frame as a page of text."""
    head = [f"[{frame.turn} {frame.scene}]" + (f" {frame.act}" if frame.act else "")]
    head += [f"    {line}" for one in frame.epigraph for line in (*one.text.split("\n"), f"— {one.source}")]
    heading = " · ".join(filter(None, (frame.title, frame.when, frame.place, frame.mark)))
    lines = [*head, *frame.text[: frame.heading_at]]
    lines += [f"== {heading}"] if heading else []
    lines += frame.text[frame.heading_at :]
    lines += [f"{status.label}: {status.value}" for status in frame.status]
    lines += [f"  * {one.id}: {one.label}" + (f" ({one.locked})" if one.locked else "") for one in frame.choices]
    lines += [f"  ? {frame.ask.prompt} ({frame.ask.limit})"] if frame.ask else []
    lines += [f"notes: {', '.join(frame.notes)}"] if frame.notes else []
    lines += [f"The end: {frame.ending.title}"] if frame.ending else []
    lines += [f"! {frame.notice}"] if frame.notice else []
    return "\n".join(line.rstrip() for line in lines) + "\n"


def straight(session: Session, command: dict[str, object]) -> Frame:
    return session.do(command)


def undone_and_made_again(session: Session, command: dict[str, object]) -> Frame:
    before, steps = session.frame, len(session.steps)
    frame = session.do(command)
    if len(session.steps) == steps + 1:
        assert session.do({"undo": 1}) == before
        return session.do({"redo": 1}) if "choose" not in command else session.do(command)
    return frame


def saved_and_loaded_first(session: Session, command: dict[str, object]) -> Frame:
    if not session.undone:
        before = session.frame
        restored = restore(session.program, decode(encode(save_of(session))))
        session.resume(LoadedGame(restored.steps, restored.note_ids, restored.page))
        assert session.frame == before
    return session.do(command)


OTHER_WAYS = [undone_and_made_again, saved_and_loaded_first]


def played(folder: Path, way: Way) -> str:
    session = Session(engine.load(folder), SEED)
    commands = (folder / "input.txt").read_text(encoding="utf-8").splitlines()
    pages = [shown(session.frame)]
    pages += [f"> {line}\n{shown(way(session, command_of(line)))}" for line in commands if line]
    return "\n".join(pages)


def test_there_are_cases() -> None:
    assert len(FOLDERS) > 10


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_player_sees_what_is_expected(folder: Path, golden: Golden) -> None:
    golden(played(folder, straight), folder / "expected.txt")


@pytest.mark.parametrize("way", OTHER_WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_player_sees_the_same_on_every_way(folder: Path, way: Way) -> None:
    assert played(folder, way) == played(folder, straight)
