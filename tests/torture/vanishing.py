"""Files taken away, emptied, cut, copied or replaced while a game goes on: no turn is lost without a word before it."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from engine.errors import SamarraError
from engine.runtime.session import Session
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.autosave import Autosave
from engine.saves.shelf.lookup import look_up_save
from engine.saves.shelf.shelf import Shelf
from engine.storage.disk import RealDisk
from tests.saves.mill import STORY, program_of, step
from tests.torture._row import Row

MANY, FEWEST = 1_000, 36
CONTROL = 18
DIARY = b"Dear diary"
FILE = "auto.mill.journal"
WITHOUT_END = STORY.replace("- Jump: end", "- Jump: yard").replace("- Stay: dust", "- Stay: yard")

Way = Callable[[Path, random.Random], None]


class Unsynced(RealDisk):
    """Nothing here loses power, and a thousand games shall not take an hour."""

    def fsync(self, file: int) -> None:
        pass

    def sync_folder(self, path: Path) -> None:
        pass


class Trusting(Autosave):
    """A control: an open file is believed to be the one that has the name."""

    def _is_in_place(self) -> bool:
        return True


def folder_deleted(folder: Path, dice: random.Random) -> None:
    shutil.rmtree(folder)


def folder_renamed(folder: Path, dice: random.Random) -> None:
    folder.rename(folder.with_name(f"elsewhere-{dice.random()}"))


def folder_replaced(folder: Path, dice: random.Random) -> None:
    elsewhere = folder.with_name(f"elsewhere-{dice.random()}")
    folder.rename(elsewhere)
    shutil.copytree(elsewhere, folder)


def file_deleted(folder: Path, dice: random.Random) -> None:
    (folder / FILE).unlink()


def file_copied(folder: Path, dice: random.Random) -> None:
    body = (folder / FILE).read_bytes()
    (folder / FILE).unlink()
    (folder / FILE).write_bytes(body)


def file_emptied(folder: Path, dice: random.Random) -> None:
    (folder / FILE).write_bytes(b"")


def file_cut(folder: Path, dice: random.Random) -> None:
    body = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(body[: dice.randrange(len(body))])


def file_longer(folder: Path, dice: random.Random) -> None:
    with (folder / FILE).open("ab") as file:
        file.write(b"more")


def file_replaced(folder: Path, dice: random.Random) -> None:
    (folder / FILE).unlink()
    (folder / FILE).write_bytes(DIARY)


WAYS: tuple[Way, ...] = (
    folder_deleted, folder_renamed, folder_replaced, file_deleted, file_copied, file_emptied, file_cut, file_longer,
    file_replaced,
)  # fmt: skip


def run(scale: float) -> Row:
    """As many spoiled games as wanted; an autosave that trusts its open file must be found out."""
    trials = max(FEWEST, int(MANY * scale))
    bad = [wrong(number, Autosave) for number in range(trials)]
    control = [wrong(number, Trusting) for number in range(CONTROL)]
    return Row("vanishing", trials, sum(map(bool, bad)), sum(map(bool, control)))


def wrong(number: int, kind: type[Autosave]) -> str:
    """Play a game whose autosave is spoiled now and then; what is wrong with it, and nothing if all is well."""
    dice = random.Random(number)
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base, "saves")
        saves = SessionSaves(Shelf(folder, Unsynced()))
        session = Session(program_of(WITHOUT_END), number, saves)
        saves._autosave = kind(saves.shelf, session.program.id)
        try:
            for _ in range(dice.randrange(1, 4)):
                _play(session, dice)
                way = WAYS[(number + dice.randrange(2)) % len(WAYS)]
                way(folder, dice)
                if trouble := _trouble(session, folder, dice):
                    return f"{way.__name__}: {trouble}"
        finally:
            saves.close()
    return ""


def _play(session: Session, dice: random.Random) -> None:
    for _ in range(dice.randrange(1, 8)):
        step(session, dice.randrange(2**16))
        if len(session.steps) > 2 and dice.random() < 0.2:
            session.do({"undo": dice.randrange(1, 3)})


def _trouble(session: Session, folder: Path, dice: random.Random) -> str:
    """What is wrong with the next turn after a file was spoiled, and with a few more."""
    diaries = [path.read_bytes() for path in folder.glob("*")].count(DIARY)
    for at in range(dice.randrange(1, 4)):
        offered = [choice.id for choice in session.frame.choices if choice.locked is None]
        command = {"answer": "K"} if session.frame.ask else {"choose": dice.choice(offered)}
        notice = session.do(command).notice or ""
        if (at == 0) != ("is kept in a new one" in notice):
            return f"at turn {at} it is said: {notice!r}"
        try:
            kept = look_up_save(Shelf(folder, RealDisk()), "auto", "mill")
        except SamarraError as refusal:
            return str(refusal)
        if len(kept.document.journal) != len(session.steps) - 1 or kept.lost_turns:
            return f"{len(kept.document.journal)} of {len(session.steps) - 1} turns are kept"
    left = [path.read_bytes() for path in folder.glob("*.aside-*")].count(DIARY)
    return "somebody's file is gone" if left < diaries else ""
