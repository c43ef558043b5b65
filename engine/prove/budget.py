"""Limits what a command may spend on a proof: states, memory and time, by one clock and one meter.

The budget is checked while work goes on: by the search and, where a command arranges it, many times a second
wherever the work is. An exhausted limit is raised as `BudgetSpentError`; reporting what is known has a small grace.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from engine.errors import LimitError
from engine.prove.meter import measure_memory
from engine.records import dataclass, field, replace

Limit = Literal["states", "memory", "time"]
GRACE = 0.1
"""The part of a limit that may be spent on reporting what is known."""
LEAST_GRACE = 16 * 2**20
"""In bytes."""
UNITS = ((30, "g"), (20, "m"), (10, "k"))


@dataclass(frozen=True, slots=True)
class Caps:
    """The limits of a proof."""

    states: int = 20_000_000
    """Of each search."""
    memory: int = 2**30
    """In bytes, beyond what the process held before."""
    seconds: float = 60.0

    def format_limit(self, limit: Limit) -> str:
        """Return a limit as it is written on the command line."""
        if limit == "memory":
            fitting = ((shift, unit) for shift, unit in UNITS if self.memory and not self.memory % (1 << shift))
            shift, unit = next(fitting, (0, ""))
            return f"{self.memory >> shift}{unit}"
        return str(self.states) if limit == "states" else f"{self.seconds:g}"


@dataclass(frozen=True, slots=True)
class LimitHit:
    """A limit that was reached, and the work it ended."""

    limit: Limit
    value: str
    """As it is written on the command line; empty where the system gave no more memory."""
    work: str
    extent: str

    @property
    def sentence(self) -> str:
        """Return what ended what, how far the work was, and which option goes further."""
        extent = f" ({self.extent})" if self.extent else ""
        if not self.value:
            return f"stopped while {self.work}{extent}: the system gives no more memory; close what else is running"
        option = f"--max-{self.limit}"
        return f"stopped by {option} {self.value} while {self.work}{extent}; a larger {option} goes further"


class BudgetSpentError(LimitError):
    """A limit ended the work; says which limit, and what was being done."""

    def __init__(self, limit_hit: LimitHit, scope: int = 0) -> None:
        super().__init__(limit_hit.sentence)
        self.limit_hit, self.scope = limit_hit, scope


@dataclass(slots=True)
class _Scope:
    """The limits of some part of the work."""

    seconds: float
    memory: float


@dataclass(slots=True)
class Budget:
    """The limits of one command, and what it has spent since its start."""

    caps: Caps = field(default_factory=Caps)
    time_share: float = 1.0
    """The share of the time that may be spent."""
    clock: Callable[[], float] = time.monotonic
    meter: Callable[[], int] = measure_memory
    on_finding: Callable[[str], object] | None = None
    """Called with each finding as soon as it is known; None if nobody waits for it."""
    limit_hit: LimitHit | None = None
    """The first limit that was reached."""
    _announced: set[str] = field(default_factory=set)
    _work: str = "reading the story"
    _extent: Callable[[], str] = str
    _has_purpose: bool = False
    _is_suspended: bool = False
    _start_time: float = 0.0
    _start_memory: int = 0
    _scopes: list[_Scope] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._start_time, self._start_memory = self.clock(), self.meter()
        self._scopes.append(_Scope(self.time_share * self.caps.seconds, self.caps.memory))

    def remainder(self) -> Budget:
        """Return a budget of what is left of the same limits, for later work."""
        budget = Budget(self.caps, clock=self.clock, meter=self.meter)
        budget._start_time, budget._start_memory = self._start_time, self._start_memory
        return budget

    @property
    def seconds(self) -> float:
        """Return the time spent so far."""
        return self.clock() - self._start_time

    @property
    def memory(self) -> int:
        """Return the bytes held beyond those at the start."""
        return self.meter() - self._start_memory

    @property
    def seconds_left(self) -> float:
        """Return the time that is left."""
        return max(self._scopes[-1].seconds - self.seconds, 0.0)

    @property
    def exhausted(self) -> str:
        """Return the limit that ended all work: `time`, `memory`, or empty if none did."""
        return self.limit_hit.limit if self.limit_hit and self.limit_hit.limit != "states" else ""

    def announce(self, finding: str) -> None:
        """Pass on a finding as soon as it is known, once, with the work that found it."""
        if self.on_finding is not None and finding not in self._announced:
            self._announced.add(finding)
            self.on_finding(f"while {self._work}: {finding}")

    def begin_work(self, work: str, extent: Callable[[], str] = str) -> None:
        """Name the work that starts, in words that follow “while”, and how to say how far it is.

        Ignored within a purpose, which counts instead.
        """
        if not self._has_purpose:
            self._work, self._extent = work, extent

    @contextmanager
    def purpose(self, work: str, extent: Callable[[], str] = str) -> Iterator[None]:
        """Name what all the work inside is done for."""
        outer = self._work, self._extent, self._has_purpose
        self.begin_work(work, extent)
        self._has_purpose = True
        try:
            yield
        finally:
            self._work, self._extent, self._has_purpose = outer

    def check(self) -> None:
        """Raise if a limit is reached.

        Raises:
            BudgetSpentError: a limit is reached; it is then extended by a small grace, so the next check may pass.
        """
        if self._is_suspended:
            return
        seconds, memory = self.seconds, self.memory
        for number, scope in enumerate(self._scopes):
            if seconds > scope.seconds:
                raise self._hit("time", number)
            if memory > scope.memory:
                raise self._hit("memory", number)

    def record_limit(self, limit: Limit) -> LimitHit:
        """Record that a limit is reached, such as that of states, with the current work."""
        return self.record(self._describe(limit))

    def record_out_of_memory(self) -> LimitHit:
        """Record that the system gives no more memory."""
        return self.record(replace(self._describe("memory"), value=""))

    def record(self, limit_hit: LimitHit) -> LimitHit:
        """Keep the first limit that was reached; a limit that ends all work replaces one that ends only a search."""
        if self.limit_hit is None or (self.limit_hit.limit == "states" and limit_hit.limit != "states"):
            self.limit_hit = limit_hit
        return self.limit_hit

    def _hit(self, limit: Limit, number: int) -> BudgetSpentError:
        limit_hit = self._describe(limit)
        if not number:
            self.record(limit_hit)
        for scope in self._scopes[number:]:
            self._prolong(scope)
        return BudgetSpentError(limit_hit, number)

    def _describe(self, limit: Limit) -> LimitHit:
        return LimitHit(limit, self.caps.format_limit(limit), self._work, self._extent())

    def _prolong(self, scope: _Scope) -> None:
        scope.seconds = max(scope.seconds, self.seconds + GRACE * self.caps.seconds)
        scope.memory = max(scope.memory, self.memory + max(GRACE * self.caps.memory, LEAST_GRACE))

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Check nothing while what is known is reported; later work has the same grace again."""
        self._is_suspended = True
        try:
            yield
        finally:
            self._is_suspended = False
            for scope in self._scopes if self.exhausted else ():
                self._prolong(scope)

    @contextmanager
    def share(self, part: float) -> Iterator[None]:
        """Spend at most a part of what is left on some work; when that is spent, end the work silently."""
        number = len(self._scopes)
        memory = self.memory
        end = self.seconds + part * self.seconds_left
        self._scopes.append(_Scope(end, memory + part * max(self._scopes[-1].memory - memory, 0)))
        try:
            yield
        except BudgetSpentError as spent:
            if spent.scope != number:
                raise
        finally:
            del self._scopes[number:]
