"""A game of very many turns, killed over and over: it goes on from its last turn, however long its journal is."""

from __future__ import annotations

import os
import random
import signal
import struct
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from engine.errors import SamarraError
from engine.runtime.session import Session
from engine.saves import recorder
from engine.saves.format import autosave_reader
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf import autosave, lookup
from engine.saves.shelf.shelf import Shelf
from tests.saves.mill import program_of
from tests.torture._row import Row
from tests.torture.vanishing import Unsynced

TURNS, KILLS = 110_000, 200
FEWEST_TURNS, FEWEST_KILLS = 1_500, 12
LONGEST_ID = 64
ENDLESS = 1 << 40
_TOLD = struct.Struct("<QQ")
"""The turn that was made, and what the story has counted."""
STORY = f"""\
story: Long
id: long
start: a
vars:
  n: 0..1000000
scenes:
  a:
    hub:
      - Up: {{id: {"u" * LONGEST_ID}, set: n += 1}}
      - Down: {{id: {"d" * LONGEST_ID}, set: n += 1}}
      - End: z
  z: {{ending: Z}}
"""
SMALL = {"JOURNAL_BYTES": 30_000, "SMALLEST_REWRITE": 10_000, "LARGEST": 60_000, "LARGEST_LOG": 120_000}
"""The limits of a save, for a short game that shall come to them."""


@dataclass
class Lives:
    """One game, gone on with by process after process."""

    folder: Path
    dice: random.Random
    turns: int
    told: int = 0
    """The last turn that any of them told of."""
    bad: int = 0

    def live(self, turns: int | None) -> None:
        """Go on with the game, until it is long enough or so many turns were told and the process is killed."""
        source, sink = os.pipe()
        child = os.fork()
        if child == 0:
            _play(self.folder, self.turns, bool(self.told), sink)
        os.close(sink)
        before, first = self.told, True
        with os.fdopen(source, "rb") as told:
            while len(record := told.read(_TOLD.size)) == _TOLD.size:
                turn, counted = _TOLD.unpack(record)
                self.bad += turn != counted or (turn < self.told if first else turn != self.told + 1)
                first, self.told = False, turn
                if turns is not None and turn - before >= turns:
                    time.sleep(self.dice.random() * 0.003)
                    os.kill(child, signal.SIGKILL)
                    turns = None
        os.waitpid(child, 0)
        self.bad += first


def run(scale: float) -> Row:
    """In full with the limits of a save as they are; a save whose size is looked at only by its reader is found out."""
    is_full = scale >= 1
    turns = TURNS if is_full else max(FEWEST_TURNS, int(TURNS * scale))
    kills = KILLS if is_full else max(FEWEST_KILLS, int(KILLS * scale))
    with _limits({} if is_full else SMALL):
        bad = killed(turns, kills)
    with (
        _limits(SMALL | {"JOURNAL_BYTES": ENDLESS}),
        _limits({"LARGEST": ENDLESS, "LARGEST_LOG": ENDLESS}, (autosave,)),
    ):
        control = killed(FEWEST_TURNS, 2)
    return Row("long games", kills, bad, control)


def killed(turns: int, kills: int) -> int:
    """How often a game did not go on from the last turn that was told."""
    with tempfile.TemporaryDirectory() as base:
        lives = Lives(Path(base), random.Random(9), turns)
        for _ in range(kills):
            lives.live(lives.dice.randrange(2 * turns // (kills + 1)))
        lives.live(None)
        lives.live(None)
        return lives.bad + (lives.told != turns)


def _play(folder: Path, turns: int, goes_on: bool, sink: int) -> None:
    """Play the game from where it is, and tell of every turn once it is kept."""
    try:
        kept = SessionSaves(Shelf(folder, Unsynced()))
        session = Session(program_of(STORY), 1, kept)
        if goes_on:
            session.load("auto")
        while True:
            turn, counted = session.state.cells[0], session.state.cells[1]
            os.write(sink, _TOLD.pack(turn, counted))
            if turn >= turns or session.do({"choose": 1 + turn % 2}).notice:
                break
    except SamarraError:
        pass
    finally:
        os._exit(0)


@contextmanager
def _limits(
    values: Mapping[str, int], modules: Sequence[ModuleType] = (autosave, lookup, recorder, autosave_reader)
) -> Iterator[None]:
    """Other limits than those of a save, in the modules that look at them."""
    before = [(module, name, getattr(module, name)) for module in modules for name in values if hasattr(module, name)]
    try:
        for module, name, _ in before:
            setattr(module, name, values[name])
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)
