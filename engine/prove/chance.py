"""Chance within one turn: partial states that are equal are gone on from once, with their weights added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush

from engine.expressions.language.terms import Roll
from engine.prove.search.state_encoder import Least
from engine.prove.search.state_encoding import Field
from engine.runtime.closures import STEPS_AT_MOST

Weighted = Iterable[tuple[int, Fraction]]
Step = Callable[[int, Fraction, Callable[[int, int, Fraction], None], Callable[[int, Fraction], None]], None]
"""Goes on from a partial state and its weight: to the next draws by the third argument, to a rest by the fourth."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a function goes on, as a turn sees it."""

    rank: int
    """Spots of a lower rank come before, but for circles."""
    kept: int
    """The bits of a state that matter there."""


@dataclass(slots=True)
class Turns:
    """Gives all states that can follow a partial state in one turn, by the number of the function that goes on."""

    spots: Sequence[Spot]
    steps: Mapping[int, Step] = field(default_factory=dict)

    def __call__(self, number: int, state: int, weight: Fraction) -> Weighted:
        """Return the rested states with their weights.

        Raises:
            RecursionError: the turn may never end.
        """
        waiting: dict[int, dict[int, Fraction]] = {}
        queue: list[tuple[int, int]] = []
        rested: dict[int, Fraction] = {}

        def go(number: int, state: int, weight: Fraction) -> None:
            spot = self.spots[number]
            states = waiting.get(number)
            if states is None:
                states = waiting[number] = {}
                heappush(queue, (spot.rank, number))
            state &= spot.kept
            states[state] = states[state] + weight if state in states else weight

        def rest(state: int, weight: Fraction) -> None:
            rested[state] = rested[state] + weight if state in rested else weight

        go(number, state, weight)
        left = STEPS_AT_MOST + len(self.spots)
        while queue:
            left -= 1
            if left < 0:
                raise RecursionError
            _, number = heappop(queue)
            for partial, share in waiting.pop(number).items():
                self.steps[number](partial, share, go, rest)
        return rested.items()


def draws_of(roll: Roll, target: Field, least: Least) -> tuple[tuple[int, int], ...]:
    """Return what a roll can put into a field, as `value - low`, each with how many draws come to it.

    `least` are the values that can be told apart afterwards.
    """
    starts = sorted(set(least))
    low, high = roll.low - target.low, min(roll.high, target.high) - target.low
    first, last = roll.first - target.low, roll.first + roll.size - 1 - target.low
    if isinstance(least, bytes):
        counts: dict[int, int] = {}
        for value in range(low, high + 1):
            count = _within(first, last, value if value > low else first, value if value < high else last)
            if count:
                counts[least[value]] = counts.get(least[value], 0) + count
        return tuple(counts.items())
    found = []
    for start, following in zip(starts, [*starts[1:], high + 1], strict=True):
        count = _within(first, last, start if start > low else first, following - 1 if following <= high else last)
        if count and following > low and start <= high:
            found.append((start, count))
    return tuple(found)


def _within(first: int, last: int, low: int, high: int) -> int:
    """How many whole numbers of one stretch lie in another."""
    return max(0, min(last, high) - max(first, low) + 1)
