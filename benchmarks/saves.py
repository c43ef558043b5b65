"""What it costs to be saved: a turn with its autosave early and late in a game, and a save of ten thousand turns.

The ratio is to a turn with its autosave after a thousand turns: late in a game it must stay at one. The disk is that of
the temporary folder, and waiting for it is the greater part of an autosave.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import engine
from benchmarks._timing import Table, against_first, interleaved, timed
from engine.program.model import Program
from engine.runtime.session import Session
from engine.saves.edits.restore import restore
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.shelf import Shelf, shelf_in

EARLY, LATE = 1_000, 10_000
AT_ONCE, ROUNDS = 50, 15
ENDLESS = """\
story: The mill
start: mill
vars:
  grain: 0..100 = 2
  bell: false
status:
  - {label: Grain, value: grain, as: number}
scenes:
  mill:
    text: |
      The wheel turns over {grain} sacks. {bell ? It rings. |}
    hub:
      - Pour some grain into the hopper: {set: grain += 3}
      - Take some of the flour away: {set: grain -= 2; bell = false}
      - Ring the bell over the door: {set: bell = true, text: It rings.}
      - Leave the mill for good: gone
  gone:
    ending: Gone
"""


def measure(story: Path) -> Table:
    """The story given is left alone: none that ends has ten thousand turns."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mill.yaml").write_text(ENDLESS, encoding="utf-8")
        program = engine.load(folder / "mill.yaml")
        games = {turns: _played(program, shelf_in(folder / str(turns)), turns) for turns in (EARLY, LATE)}
        shelf = shelf_in(folder / str(LATE))
        games[LATE].do({"save": "long"})
        medians = interleaved(
            {
                f"turn and autosave after {EARLY:,}": _turns(games[EARLY]),
                f"turn and autosave after {LATE:,}": _turns(games[LATE]),
                f"saving {LATE:,} turns": lambda: timed(lambda: games[LATE].do({"save": "long"})),
                f"loading {LATE:,} turns": lambda: timed(lambda: restore(program, shelf.read("long").document)),
            },
            ROUNDS,
        )
    return against_first("saves", medians, "times a turn with its autosave early in a game")


def _played(program: Program, shelf: Shelf, turns: int) -> Session:
    session = Session(program, turns, SessionSaves(shelf))
    for turn in range(turns):
        session.do({"choose": turn % 3 + 1})
    return session


def _turns(session: Session) -> Callable[[], float]:
    def once() -> float:
        """The median of some turns, taken back at the end so that the game stays as long as it is."""
        found = []
        for turn in range(AT_ONCE):
            begin = time.perf_counter()
            session.do({"choose": turn % 3 + 1})
            found.append(time.perf_counter() - begin)
        session.do({"undo": AT_ONCE})
        return median(found)

    return once
