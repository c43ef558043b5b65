"""What a proof says, as data; how it is shown is another matter."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from engine.diagnostics.span import Span
from engine.prove.witnesses.witness import Witness

Verdict = Literal["proved", "partial"]


@dataclass(frozen=True, slots=True)
class PromiseResult:
    """What became of one line of `prove:`."""

    text: str
    holds: bool | None
    """None if the search stopped before it was settled."""
    reason: str
    """Why it does not hold, or is not settled."""
    span: Span
    witness: Witness | None
    """A game that breaks it, or for `reach` one that gets there."""


@dataclass(frozen=True, slots=True)
class UnreachedResult:
    """Something no playthrough comes to."""

    kind: Literal["scene", "choice", "prose"]
    id: str
    """A scene's id, a choice's address, or the first words of a piece of prose."""
    span: Span


@dataclass(frozen=True, slots=True)
class SoftLockResult:
    """Players can stand here and no longer come to any ending."""

    scene: str
    choices: tuple[str, ...]
    """The shortest way there."""
    fatal: str
    """The last choice after which no ending could be reached any more."""
    fatal_turn: int
    """Which turn that was, from 1."""
    states: int
    witness: Witness | None


@dataclass(frozen=True, slots=True)
class EndingResult:
    id: str
    title: str
    probability: Fraction | None
    """Under a player who picks evenly; None where it was not computed."""
    least_turns: int | None
    witness: Witness | None


@dataclass(frozen=True, slots=True)
class RangeResult:
    """What a number is declared to hold, and what it holds at most in any playthrough."""

    variable: str
    declared: tuple[int, int]
    reached: tuple[int, int]


@dataclass(frozen=True, slots=True)
class GuardResult:
    """A choice whose guard, where the choice is met, holds always or never."""

    choice: str
    always: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    verdict: Verdict
    reason: str
    """Why only a part was seen; empty when all was."""
    states: int
    transitions: int
    depth: int
    """The most choices on any shortest way."""
    unexpanded: int
    seconds: float
    properties: tuple[PromiseResult, ...]
    never: tuple[UnreachedResult, ...]
    soft_locks: tuple[SoftLockResult, ...]
    endless: tuple[str, ...]
    """Scenes from which the story runs on without ever coming to a choice."""
    endings: tuple[EndingResult, ...]
    ranges: tuple[RangeResult, ...]
    guards: tuple[GuardResult, ...]
    playthroughs: int | None
    """None where a player can go round in circles, and where there was too much to count or to see."""
    is_endless: bool
    """A player can go round in circles before an ending: neither a number of playthroughs nor a longest one exists."""
    shortest: int | None
    """The least turns of a playthrough; None where there is none."""
    longest: int | None
    """The most turns of a playthrough."""
    variables: tuple[tuple[str, float], ...]
    """How many times more states there are for telling a variable's values apart, most first."""
    bits_per_state: int
    limit: str = ""
    """Which limit ended it, what was being done, and which option goes further; empty if none did."""

    @property
    def has_findings(self) -> bool:
        """Something is not as it should be."""
        broken = any(found.holds is False for found in self.properties)
        return broken or bool(self.never or self.soft_locks or self.endless)
