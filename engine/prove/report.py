"""Holds what a proof says, as data without a form."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from engine.diagnostics.span import Span
from engine.prove.witnesses.witness import Witness
from engine.records import dataclass

Verdict = Literal["proved", "partial"]


@dataclass(frozen=True, slots=True)
class PromiseResult:
    """What the proof says of one line of `prove:`."""

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
    """Something that occurs in no playthrough."""

    kind: Literal["scene", "choice", "prose"]
    id: str
    """A scene's id, a choice's address, or the first words of a piece of prose."""
    span: Span


@dataclass(frozen=True, slots=True)
class SoftLockResult:
    """A resting point from which no ending can be reached any more."""

    scene: str
    choices: tuple[str, ...]
    """A shortest path to it."""
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
    """Under a player who picks every choice with equal probability; None where it was not computed."""
    least_turns: int | None
    witness: Witness | None


@dataclass(frozen=True, slots=True)
class RangeResult:
    """The declared range of a number, and the range of the values it takes in any playthrough."""

    variable: str
    declared: tuple[int, int]
    reached: tuple[int, int]


@dataclass(frozen=True, slots=True)
class GuardResult:
    """A choice whose guard always holds, or never, wherever its list is reached."""

    choice: str
    always: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    verdict: Verdict
    reason: str
    """Why the search is partial; empty when it is complete."""
    properties: tuple[PromiseResult, ...]
    endings: tuple[EndingResult, ...]
    states: int = 0
    transitions: int = 0
    depth: int = 0
    """The greatest distance of a state from the start, in choices."""
    unexpanded: int = 0
    seconds: float = 0.0
    never: tuple[UnreachedResult, ...] = ()
    soft_locks: tuple[SoftLockResult, ...] = ()
    endless: tuple[str, ...] = ()
    """Scenes from which the story runs on without ever waiting for the player."""
    ranges: tuple[RangeResult, ...] = ()
    guards: tuple[GuardResult, ...] = ()
    playthroughs: int | None = None
    """None where the graph has cycles, and where there was too much to count or to search."""
    is_endless: bool = False
    """Whether a cycle lies before an ending: there is neither a number of playthroughs nor a longest one."""
    shortest: int | None = None
    """The least turns of a playthrough; None where there is none."""
    longest: int | None = None
    """The most turns of a playthrough."""
    variables: tuple[tuple[str, float], ...] = ()
    """By how much telling a variable's values apart multiplies the number of states, greatest first."""
    bits_per_state: int = 0
    limit: str = ""
    """Which limit ended the proof, what was being done, and which option goes further; empty if none did."""

    @property
    def has_findings(self) -> bool:
        """Whether the proof found something wrong."""
        broken = any(promise.holds is False for promise in self.properties)
        return broken or bool(self.never or self.soft_locks or self.endless)
