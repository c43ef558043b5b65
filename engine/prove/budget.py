"""What a command may spend on a proof: states, memory and time, by one clock and one meter.

A budget is asked while the work goes on, by the search and, where a command arranges it, many times a second wherever
the work stands. What is spent is raised as `BudgetSpent`; what can still be told of it is told within a small grace.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, assert_never

from engine.errors import LimitError
from engine.prove.meter import held_memory

Limit = Literal["states", "memory", "time"]
GRACE = 0.1
"""The part of a limit within which what is known by then is told."""
LEAST_GRACE = 16 * 2**20
"""Bytes of it."""
UNITS = ((30, "g"), (20, "m"), (10, "k"))


@dataclass(frozen=True, slots=True)
class Caps:
    """Where work stops short."""

    states: int = 20_000_000
    """Of each search."""
    memory: int = 2**30
    """Bytes, beyond what the process held before."""
    seconds: float = 60.0

    def format_limit(self, limit: Limit) -> str:
        """Return a limit as it is written on the command line."""
        match limit:
            case "states":
                return str(self.states)
            case "time":
                return f"{self.seconds:g}"
            case "memory":
                fitting = ((shift, unit) for shift, unit in UNITS if self.memory and not self.memory % (1 << shift))
                shift, unit = next(fitting, (0, ""))
                return f"{self.memory >> shift}{unit}"
            case unknown:
                assert_never(unknown)


@dataclass(frozen=True, slots=True)
class LimitHit:
    """A limit that was reached, and the work it ended."""

    limit: Limit
    most: str
    """As it is written on the command line; empty where the system gave no more."""
    work: str
    extent: str

    @property
    def sentence(self) -> str:
        """Say what ended what, how far that was, and which option goes further."""
        extent = f" ({self.extent})" if self.extent else ""
        if not self.most:
            return f"stopped while {self.work}{extent}: the system gives no more memory; close what else is running"
        option = f"--max-{self.limit}"
        return f"stopped by {option} {self.most} while {self.work}{extent}; a larger {option} goes further"


class BudgetSpent(LimitError):
    """A limit ended the work; it says which, and what was being done."""

    def __init__(self, strike: LimitHit, scope: int = 0) -> None:
        super().__init__(strike.sentence)
        self.limit_hit, self.scope = strike, scope


@dataclass(slots=True)
class _Scope:
    """Where some of the work ends."""

    seconds: float
    memory: float


def _nothing() -> str:
    return ""


@dataclass(slots=True)
class Budget:
    """The limits of one command, and what has been spent since it began."""

    caps: Caps = field(default_factory=Caps)
    part: float = 1.0
    """How much of the time may be spent."""
    clock: Callable[[], float] = time.monotonic
    meter: Callable[[], int] = held_memory
    limit_hit: LimitHit | None = None
    """The first limit that was reached."""
    _work: str = "reading the story"
    _extent: Callable[[], str] = _nothing
    _has_purpose: bool = False
    _is_closed: bool = False
    _began: float | None = None
    _held: int | None = None
    _scopes: list[_Scope] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._began = self.clock() if self._began is None else self._began
        self._held = self.meter() if self._held is None else self._held
        self._scopes.append(_Scope(self.part * self.caps.seconds, self.caps.memory))

    def remainder(self) -> Budget:
        """Return a budget of what is left of the same limits, for work that comes after."""
        return Budget(self.caps, clock=self.clock, meter=self.meter, _began=self._began, _held=self._held)

    @property
    def seconds(self) -> float:
        """The time spent so far."""
        return self.clock() - (self._began or 0.0)

    @property
    def memory(self) -> int:
        """Return the bytes held beyond those at the start."""
        return self.meter() - (self._held or 0)

    @property
    def seconds_left(self) -> float:
        """The time that is left."""
        return max(self._scopes[-1].seconds - self.seconds, 0.0)

    @property
    def exhausted(self) -> str:
        """What ended all work, if something did: the time or the memory."""
        return self.limit_hit.limit if self.limit_hit and self.limit_hit.limit != "states" else ""

    def begin(self, work: str, extent: Callable[[], str] = _nothing) -> None:
        """Say what is being done now, as words that follow “while”, and how to tell how far it is.

        Within a purpose the purpose is what counts.
        """
        if not self._has_purpose:
            self._work, self._extent = work, extent

    @contextmanager
    def purpose(self, work: str, extent: Callable[[], str] = _nothing) -> Iterator[None]:
        """Say what all the work inside is done for."""
        before = self._work, self._extent, self._has_purpose
        self.begin(work, extent)
        self._has_purpose = True
        try:
            yield
        finally:
            self._work, self._extent, self._has_purpose = before

    def check(self) -> None:
        """Go on only if there is something left.

        Raises:
            BudgetSpent: a limit is reached. The next question may be answered otherwise: there is a little grace.
        """
        if self._is_closed:
            return
        seconds, memory = self.seconds, self.memory
        for number, scope in enumerate(self._scopes):
            if seconds > scope.seconds:
                raise self._hit("time", number)
            if memory > scope.memory:
                raise self._hit("memory", number)

    def record_limit(self, limit: Limit) -> LimitHit:
        """Note a limit that is reached, such as that of states, with what is being done."""
        return self.record(LimitHit(limit, self.caps.format_limit(limit), self._work, self._extent()))

    def record_out_of_memory(self) -> LimitHit:
        """Note that the system gives no more memory."""
        return self.record(LimitHit("memory", "", self._work, self._extent()))

    def record(self, strike: LimitHit) -> LimitHit:
        """Keep the first limit that was reached; what ends all work counts for more than what ends a search."""
        if self.limit_hit is None or (self.limit_hit.limit == "states" and strike.limit != "states"):
            self.limit_hit = strike
        return self.limit_hit

    def _hit(self, limit: Limit, number: int) -> BudgetSpent:
        strike = LimitHit(limit, self.caps.format_limit(limit), self._work, self._extent())
        if not number:
            self.record(strike)
        for scope in self._scopes[number:]:
            self._prolong(scope)
        return BudgetSpent(strike, number)

    def _prolong(self, scope: _Scope) -> None:
        scope.seconds = max(scope.seconds, self.seconds + GRACE * self.caps.seconds)
        scope.memory = max(scope.memory, self.memory + max(GRACE * self.caps.memory, LEAST_GRACE))

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Ask nothing while what is known is told; what comes after has the same grace again."""
        self._is_closed = True
        try:
            yield
        finally:
            self._is_closed = False
            for scope in self._scopes if self.exhausted else ():
                self._prolong(scope)

    @contextmanager
    def share(self, part: float) -> Iterator[None]:
        """Spend at most a part of what is left on some work; when that is spent the work ends without a word."""
        number = len(self._scopes)
        memory = self.memory
        end = self.seconds + part * self.seconds_left
        self._scopes.append(_Scope(end, memory + part * max(self._scopes[-1].memory - memory, 0)))
        try:
            yield
        except BudgetSpent as reached:
            if reached.scope != number:
                raise
        finally:
            del self._scopes[number:]
