"""Games at rest as packed states, fast, with nothing of a space but what that takes: small enough to be kept."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from engine.runtime.state import State

Least = bytes | tuple[int, ...]
"""For each value of a field the least that nothing tells apart from it; of a wide field only those, in order."""
Merged = tuple[int, int, Least]
"""Where a field stands, its bits at the bottom, and the values that stand for others."""


def stand_in(least: Least, value: int) -> int:
    """Return the value that stands for a value."""
    return least[value] if isinstance(least, bytes) else least[bisect_right(least, value) - 1]


@dataclass(frozen=True, slots=True)
class StateEncoder:
    """What makes a packed state of a game."""

    cells: tuple[tuple[int, int, int, int], ...]
    """For each cell kept: its place in a state, its shift, the least and the greatest value kept."""
    rests: dict[tuple[int, tuple[int, ...]], int]
    """The number of each rest, by address and stack."""
    kept: tuple[int, ...]
    """By rest, the bits that matter there."""
    alike: tuple[tuple[Merged, ...], ...]
    """By rest, the fields some values of which nothing can tell apart any more."""

    def rest(self, state: State) -> int | None:
        """The number of the rest a game stands at; None where no choice is waited for."""
        return self.rests.get((state.point, state.stack))

    def encode(self, state: State) -> int | None:
        """The packed state; None where no choice is waited for."""
        number = self.rest(state)
        if number is None:
            return None
        packed, cells = 0, state.cells
        for at, shift, low, high in self.cells:
            value = cells[at]
            packed |= (value - low if value < high else high - low) << shift
        packed = packed & self.kept[number] | number
        for shift, mask, least in self.alike[number]:
            packed = packed & ~(mask << shift) | stand_in(least, packed >> shift & mask) << shift
        return packed
