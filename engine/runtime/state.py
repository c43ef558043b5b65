"""One moment of a game: everything the rest of the game depends on, and which scenes it has visited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from engine.program.stack_frame import StackFrame
from engine.records import NamedTuple

VisitLog: TypeAlias = "tuple[str, VisitLog] | Mapping[str, int]"
"""The scenes entered, the newest first; the innermost item counts the visits before the first of them."""
NO_VISITS: VisitLog = {}


class State(NamedTuple):
    """A game at rest; two are equal if everything the rest of the game depends on is, which visits are not."""

    point: int
    """The address of the instruction it rests at."""
    stack: tuple[StackFrame, ...]
    """The newest frame last."""
    cells: tuple[int, ...]
    """In the order of `Program.cells`; the first is the number of choices picked so far."""
    texts: tuple[str, ...]
    """In the order of `Program.texts`."""
    seed: int
    """0 to 2**64 - 1."""
    draws: int
    """How many numbers have been drawn."""
    rules_pending: bool
    """The rules have not been evaluated since the last choice (only at a question in the body of a choice)."""
    visits: VisitLog = NO_VISITS
    """Every visit of the game; the cells count only the visits that something in the story reads."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])


def visit_counts(log: VisitLog) -> dict[str, int]:
    """Return how often each scene was visited; no entry for one that never was."""
    scenes = []
    while isinstance(log, tuple):
        scene, log = log
        scenes.append(scene)
    counts = dict(log)
    for scene in reversed(scenes):
        counts[scene] = counts.get(scene, 0) + 1
    return counts
