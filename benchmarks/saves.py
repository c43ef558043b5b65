"""What it costs to be saved: a turn with its autosave, early and late in a game and in stories of any size.

The ratio is to one step of a loop of plain Python. The slopes are the powers of the scenes and the turns that the time
of a turn grows with: they must stay near zero. Nothing here waits for the disk, which is another one everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._measure import STEP, Cost, Table, cost_of, cost_of_step, interleave, rows_against_first, slope
from benchmarks._stories import story_folder
from engine import load
from engine.program.model import Program
from engine.runtime.session import LoadedGame, Session
from engine.saves.edits.restore import restore
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.shelf import Shelf
from engine.storage.disk import RealDisk

SCENES = (10, 100, 1_000, 10_000)
EARLY, LATE, LATE_IN = 1_000, 10_000, 1_000
"""Turns of the games, and the scenes of the story in which one is played that long."""
AT_ONCE, ROUNDS = 50, 7


class _DiskWithoutSync(RealDisk):
    def fsync(self, file: int) -> None:
        pass

    def sync_folder(self, path: Path) -> None:
        pass


@dataclass(slots=True)
class _LateSaves:
    """Saves of a game that is recorded only from some turn on, so that the turns before take no time to be played."""

    saves: SessionSaves
    is_recording: bool = field(default=False)

    def begin(self, session: Session) -> None:
        pass

    def save(self, session: Session, slot: str) -> str:
        return self.saves.save(session, slot)

    def load(self, program: Program, slot: str) -> LoadedGame:
        return self.saves.load(program, slot)

    def record(self, session: Session) -> str | None:
        return self.saves.record(session) if self.is_recording else None


def measure(story: Path) -> Table:
    """Measure games of stories made here; none that ends, as the story given does, has ten thousand turns."""
    programs = {count: load(story_folder(count, is_endless=True)) for count in SCENES}
    with TemporaryDirectory() as name:
        shelf = Shelf(Path(name), _DiskWithoutSync())
        early = {count: _play(program, shelf, EARLY) for count, program in programs.items()}
        late = _play(programs[LATE_IN], shelf, LATE)
        measures: dict[str, Callable[[], Cost]] = {STEP: cost_of_step}
        measures |= {_turn_in(count, EARLY): partial(_take_turns, session) for count, session in early.items()}
        measures[_turn_in(LATE_IN, LATE)] = partial(_take_turns, late)
        measures |= _whole_game(late, shelf)
        costs = interleave(measures, ROUNDS)
    rows = rows_against_first(costs, _slopes(costs))
    return Table("saves", rows, "times one step of a plain Python loop")


def _turn_in(scenes: int, turns: int) -> str:
    return f"turn and autosave, {scenes:,} scenes, {turns:,} turns"


def _slopes(costs: dict[str, Cost]) -> dict[str, dict[str, float]]:
    over_scenes = slope(SCENES, [costs[_turn_in(count, EARLY)] for count in SCENES])
    over_turns = slope((EARLY, LATE), [costs[_turn_in(LATE_IN, turns)] for turns in (EARLY, LATE)])
    return {
        _turn_in(SCENES[-1], EARLY): {"slope over scenes": over_scenes},
        _turn_in(LATE_IN, LATE): {"slope over turns": over_turns},
    }


def _play(program: Program, shelf: Shelf, turns: int) -> Session:
    saves = _LateSaves(SessionSaves(Shelf(shelf.folder / f"{len(program.scenes)}-{turns}", shelf.disk)))
    session = Session(program, turns, saves)
    for turn in range(turns):
        _choose(session, turn)
    saves.is_recording = True
    _choose(session, turns)
    return session


def _choose(session: Session, turn: int) -> None:
    count = sum(choice.locked is None for choice in session.frame.choices)
    session.do({"choose": turn % count + 1})


def _take_turns(session: Session) -> Cost:
    """Return the cost of a turn, of some that are taken back at the end so that the game stays as long as it is."""

    def take() -> None:
        for turn in range(AT_ONCE):
            _choose(session, turn)

    cost = cost_of(take) / AT_ONCE
    session.do({"undo": AT_ONCE})
    return cost


def _whole_game(session: Session, shelf: Shelf) -> dict[str, Callable[[], Cost]]:
    program, turns = session.program, f"{LATE:,} turns, {LATE_IN:,} scenes"
    session.do({"save": "long"})
    read = Shelf(shelf.folder / f"{LATE_IN}-{LATE}", shelf.disk).read

    def go_on() -> object:
        game = restore(program, read("long").document)
        again = Session(program)
        again.resume(LoadedGame(game.steps, game.note_ids, game.page))
        return again.frame

    return {
        f"named save, {turns}": lambda: cost_of(lambda: session.do({"save": "long"})),
        f"restore to its frame, {turns}": lambda: cost_of(go_on),
    }
