"""Turns source written by `generate` into functions: the one module of the engine that makes code at run time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from typing import Any

from engine.prove.analysis.bit_layout import representative
from engine.runtime.closures import STEPS_AT_MOST

PIECE_SIZE = 100_000
"""Characters that are compiled at once, or a little more."""
Weighted = Iterable[tuple[int, Fraction]]
Step = Callable[[int, Fraction, Callable[[int, int, Fraction], None], Callable[[int, Fraction], None]], None]
"""Goes on from a partial state and its weight: to the next draws by the third argument, to a rest by the fourth."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """Where a function goes on, as a turn sees it."""

    rank: int
    """Spots of a lower rank come before, but for circles."""
    live_mask: int
    """The bits of a state that matter there."""


@dataclass(slots=True)
class RandomTurns:
    """Gives all states that can follow a partial state in one turn, by the number of the function that goes on."""

    continuations: Sequence[Continuation]
    steps: Mapping[int, Step] = field(default_factory=dict)

    def __call__(self, number: int, state: int, weight: Fraction) -> Weighted:
        """Return the rested states with their weights.

        Raises:
            RecursionError: the turn may never end.
        """
        partial_states: dict[int, dict[int, Fraction]] = {}
        queue: list[tuple[int, int]] = []
        resting: dict[int, Fraction] = {}

        def go(number: int, state: int, weight: Fraction) -> None:
            continuation = self.continuations[number]
            states = partial_states.get(number)
            if states is None:
                states = partial_states[number] = {}
                heappush(queue, (continuation.rank, number))
            state &= continuation.live_mask
            states[state] = states[state] + weight if state in states else weight

        def rest(state: int, weight: Fraction) -> None:
            resting[state] = resting[state] + weight if state in resting else weight

        go(number, state, weight)
        steps_left = STEPS_AT_MOST + len(self.continuations)
        while queue:
            steps_left -= 1
            if steps_left < 0:
                raise RecursionError
            _, number = heappop(queue)
            for partial, share in partial_states.pop(number).items():
                self.steps[number](partial, share, go, rest)
        return resting.items()


def saturating_add(state: int, shift: int, mask: int, high: int) -> int:
    """A packed state with a count one higher, if it is not at its highest."""
    return state + (1 << shift) if state >> shift & mask < high else state


def compile_functions(
    source: str,
    name: str,
    on_goal: Callable[[int], object] = id,
    on_divergence: Callable[[int], object] = id,
    continuations: Sequence[Continuation] = (),
) -> dict[str, Callable[..., Any]]:
    """The functions of a source made here.

    They tell `met` the numbers of goals they meet, and `lost` the addresses of lists with a choice that never comes to
    rest. What follows a draw of chance they take from `turned`, which knows where each of them goes on.
    """
    turned = RandomTurns(continuations)
    names: dict[str, Any] = {
        "F": Fraction,
        "ONE": Fraction(1),
        "grown": saturating_add,
        "met": on_goal,
        "lost": on_divergence,
    }
    names |= {"turned": turned, "stand_in": representative}
    names |= {"__builtins__": {}, "RecursionError": RecursionError}
    names |= {"min": min, "max": max, "abs": abs, "range": range, "sum": sum, "map": map, "bool": bool}
    for part in _split_source(source):
        exec(compile(part, name, "exec"), names)  # noqa: S102  the source is made by `generate` from numbers alone
    turned.steps = {number: names[f"n{number}"] for number in range(len(continuations)) if f"n{number}" in names}
    return names


def _split_source(source: str) -> Iterator[str]:
    """The source in pieces of whole functions, so that no one of them takes long to compile."""
    begin = 0
    while (end := source.find("\ndef ", begin + PIECE_SIZE)) >= 0:
        yield source[begin : end + 1]
        begin = end + 1
    yield source[begin:]


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Lets functions call each other as often in a row as the runtime takes steps, before a story counts as endless."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, STEPS_AT_MOST + 500))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
