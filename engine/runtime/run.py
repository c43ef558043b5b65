"""A game between two rests: registers that change in place, made at the start of a turn and dropped at its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from engine.program.stack_frame import StackFrame
from engine.runtime.dice import draw_at
from engine.runtime.state import NO_VISITS, State, VisitLog

MOST_PRINTED = 1_000_000
"""Characters one turn prints at most."""


class Arrival(NamedTuple):
    """A scene that is entered or returned to, and how far the page was printed by then."""

    scene: str
    at: int
    """How many chunks were on the page before."""


@dataclass(slots=True)
class Page:
    """What a turn prints, if anyone reads it."""

    chunks: list[str] = field(default_factory=list)
    """Each `text` in turn, as printed, glue marks still in it."""
    entries: list[Arrival] = field(default_factory=list)
    """The scenes entered, in order."""
    returns: list[Arrival] = field(default_factory=list)
    """The scenes returned to from a call or a borrowed choice, in order."""

    _length: int = 0

    def print(self, chunk: str) -> None:
        """Add a text; what exceeds `MOST_PRINTED` characters is left out."""
        room = MOST_PRINTED - self._length
        if room > 0:
            self.chunks.append(chunk[:room])
            self._length += len(chunk)

    def enter(self, scene: str) -> None:
        """Record that a scene is entered."""
        self.entries.append(Arrival(scene, len(self.chunks)))

    def return_to(self, scene: str) -> None:
        """Record that the game returns to a scene."""
        self.returns.append(Arrival(scene, len(self.chunks)))


@dataclass(slots=True)
class Run:
    """The registers of the machine."""

    cells: list[int]
    texts: list[str]
    stack: list[StackFrame]
    seed: int
    draws: int
    rules_pending: bool
    page: Page | None
    """None if nobody reads: then no prose is printed."""
    point: int = -1
    """The address it rests at."""
    visits: VisitLog = field(default_factory=lambda: NO_VISITS)

    def draw(self, size: int) -> int:
        """Return the next random number from 0 to size - 1."""
        self.draws += 1
        return draw_at(self.seed, self.draws - 1, size)

    def at_rest(self) -> State:
        """Return the state for the next turn."""
        return State(
            self.point,
            tuple(self.stack),
            tuple(self.cells),
            tuple(self.texts),
            self.seed,
            self.draws,
            self.rules_pending,
            self.visits,
        )


def resume_run(state: State, page: Page | None) -> Run:
    """Return the registers of a game at rest."""
    return Run(
        list(state.cells),
        list(state.texts),
        list(state.stack),
        state.seed,
        state.draws,
        state.rules_pending,
        page,
        state.point,
        state.visits,
    )
