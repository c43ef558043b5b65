"""The journal's pages that had appeared at each step of a game; each page is kept once, at the step it appeared at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.program.model import Program
from engine.runtime.journal import Step
from engine.runtime.notes import notes_after


@dataclass(slots=True)
class Appearances:
    """The pages of one session, step by step; what it costs grows with the pages and not with the steps."""

    first: frozenset[str] = frozenset()
    """The pages that had appeared before."""
    new: list[tuple[str, ...]] = field(default_factory=list)
    """For each step looked at, the pages that appeared there, sorted."""
    now: frozenset[str] = field(init=False)
    """The pages that had appeared at the last step looked at."""

    def __post_init__(self) -> None:
        self.now = self.first

    def look(self, program: Program, steps: Sequence[Step]) -> None:
        """Look at the steps that have been made since the last look."""
        for at in range(len(self.new), len(steps)):
            after = notes_after(program, steps[at].state, self.now)
            self.new.append(() if after is self.now else tuple(sorted(after - self.now)))
            self.now = after

    def forget(self, kept: int) -> None:
        """Forget every step but the first so many."""
        if any(self.new[kept:]):
            self.now = self.at(kept - 1)
        del self.new[kept:]

    def at(self, step: int) -> frozenset[str]:
        """Return the pages that had appeared at a step that was looked at."""
        return self.first.union(*filter(None, self.new[: step + 1]))
