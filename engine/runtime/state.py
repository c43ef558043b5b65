"""One moment of a game: everything the rest of the game depends on, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from engine.program.stack_frame import StackFrame


@dataclass(frozen=True, slots=True)
class State:
    """A game at rest."""

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
