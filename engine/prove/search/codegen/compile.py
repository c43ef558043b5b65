"""Compiles generated source into functions, and runs those that draw random values within a turn.

The only module of the engine that makes code at run time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from heapq import heappop, heappush
from typing import Any

from engine.prove.analysis.bit_layout import representative
from engine.records import dataclass, field
from engine.runtime.closures import STEPS_AT_MOST

PIECE_SIZE = 100_000
"""In characters; a little more than this is compiled at once."""
Weighted = Iterable[tuple[int, Fraction]]
Step = Callable[[int, Fraction, Callable[[int, int, Fraction], None], Callable[[int, Fraction], None]], None]
"""Continues from a partial state and its weight; calls its third argument at the next draw, its fourth at rest."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """The point where a generated function continues."""

    rank: int
    """Lower ranks come before, but for cycles."""
    live_mask: int
    """The bits of a state that are live there."""


@dataclass(slots=True)
class RandomTurns:
    """Computes the distribution of the states that follow a partial state in one turn.

    Partial states that are equal are merged and their weights added, in topological order of the continuations.
    """

    continuations: Sequence[Continuation]
    steps: Mapping[int, Step] = field(default_factory=dict)

    def __call__(self, number: int, state: int, weight: Fraction) -> Weighted:
        """Return the states that wait for the player, with their weights.

        Raises:
            RecursionError: the turn may never end.
        """
        partial_states: dict[int, dict[int, Fraction]] = {}
        queue: list[tuple[int, int]] = []
        resting: dict[int, Fraction] = {}

        def continue_at(number: int, state: int, weight: Fraction) -> None:
            """Queue a partial state at a continuation, merged with an equal one."""
            continuation = self.continuations[number]
            states = partial_states.get(number)
            if states is None:
                states = partial_states[number] = {}
                heappush(queue, (continuation.rank, number))
            state &= continuation.live_mask
            states[state] = states[state] + weight if state in states else weight

        def add_resting_state(state: int, weight: Fraction) -> None:
            """Add a state in which the turn ends, merged with an equal one."""
            resting[state] = resting[state] + weight if state in resting else weight

        continue_at(number, state, weight)
        steps_left = STEPS_AT_MOST + len(self.continuations)
        while queue:
            steps_left -= 1
            if steps_left < 0:
                raise RecursionError
            _, number = heappop(queue)
            for partial, share in partial_states.pop(number).items():
                self.steps[number](partial, share, continue_at, add_resting_state)
        return resting.items()


def saturating_increment(state: int, shift: int, mask: int, high: int) -> int:
    """Return an encoded state with a count one higher, unless it is at its greatest value."""
    return state + (1 << shift) if state >> shift & mask < high else state


def compile_functions(
    source: str,
    name: str,
    on_goal: Callable[[int], object] = id,
    on_divergence: Callable[[int], object] = id,
    continuations: Sequence[Continuation] = (),
) -> dict[str, Callable[..., Any]]:
    """Compile source generated here; return its names.

    The functions call `on_goal` with the numbers of goals they reach, and `on_divergence` with the addresses of lists
    with a choice after which the story never waits for the player. A `RandomTurns` computes what follows a random draw.
    """
    turn = RandomTurns(continuations)
    names: dict[str, Any] = {"F": Fraction, "ONE": Fraction(1), "goal": on_goal, "diverge": on_divergence}
    names |= {"turn": turn, "increment": saturating_increment, "representative": representative}
    names |= {"__builtins__": {}, "RecursionError": RecursionError}
    names |= {"min": min, "max": max, "abs": abs, "range": range, "sum": sum, "map": map, "bool": bool}
    for piece in _split_source(source):
        exec(compile(piece, name, "exec"), names)  # noqa: S102  the source is made by `MovesWriter` from numbers alone
    turn.steps = {number: names[f"n{number}"] for number in range(len(continuations)) if f"n{number}" in names}
    return names


def _split_source(source: str) -> Iterator[str]:
    """Yield the source in pieces of whole functions, so that none takes long to compile."""
    start = 0
    while (end := source.find("\ndef ", start + PIECE_SIZE)) >= 0:
        yield source[start : end + 1]
        start = end + 1
    yield source[start:]


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Let functions recurse as deep as the runtime takes steps, before a story counts as endless."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, STEPS_AT_MOST + 500))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
