"""A game between two rests: registers that change in place, made at the start of a turn and dropped at its end."""

from __future__ import annotations

from engine.program.model import Program
from engine.program.stack_frame import StackFrame
from engine.records import dataclass
from engine.runtime.dice import MASK, draw_at
from engine.runtime.state import NO_VISITS, State, VisitLog

MOST_PRINTED = 1_000_000
"""Characters one turn prints at most."""


Arrival = tuple[str, int]
"""A scene that is entered or returned to, and how many chunks were on the page before."""


class Page:
    """What a turn prints, if anyone reads it."""

    __slots__ = ("_length", "chunks", "entries", "returns")

    def __init__(self) -> None:
        self.chunks: list[str] = []
        """Each `text` in turn, as printed, glue marks still in it."""
        self.entries: list[Arrival] = []
        """The scenes entered, in order."""
        self.returns: list[Arrival] = []
        """The scenes returned to from a call or a borrowed choice, in order."""
        self._length = 0

    def print(self, chunk: str) -> None:
        """Add a text; what exceeds `MOST_PRINTED` characters is left out."""
        if self._length < MOST_PRINTED:
            self.chunks.append(chunk[: MOST_PRINTED - self._length])
            self._length += len(chunk)

    def enter(self, scene: str) -> None:
        """Record that a scene is entered."""
        self.entries.append((scene, len(self.chunks)))

    def return_to(self, scene: str) -> None:
        """Record that the game returns to a scene."""
        self.returns.append((scene, len(self.chunks)))


@dataclass(slots=True)
class Run:
    """The registers of the machine."""

    point: int
    """The address it rests at."""
    stack: tuple[StackFrame, ...]
    cells: list[int]
    texts: tuple[str, ...]
    seed: int
    draws: int
    rules_pending: bool
    visits: VisitLog
    page: Page | None
    """None if nobody reads: then no prose is printed."""

    def draw(self, size: int) -> int:
        """Return the next random number from 0 to size - 1."""
        self.draws += 1
        return draw_at(self.seed, self.draws - 1, size)

    def at_rest(self) -> State:
        """Return the state for the next turn."""
        texts, seed, draws, pending = self.texts, self.seed, self.draws, self.rules_pending
        # State(…) goes through a function written in Python, and this is done at every turn.
        return tuple.__new__(
            State, (self.point, self.stack, tuple(self.cells), texts, seed, draws, pending, self.visits)
        )


def begin_run(program: Program, seed: int, page: Page | None) -> Run:
    """Return the registers of a new game, before its first instruction."""
    cells, texts = [cell.start for cell in program.cells], tuple(text.start for text in program.texts)
    return Run(-1, (), cells, texts, seed & MASK, 0, False, NO_VISITS, page)


def resume_run(state: State, page: Page | None) -> Run:
    """Return the registers of a game at rest."""
    point, stack, cells, texts, seed, draws, rules_pending, visits = state
    return Run(point, stack, list(cells), texts, seed, draws, rules_pending, visits, page)
