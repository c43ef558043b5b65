"""Games at rest as packed states, fast, with nothing of a space but what that takes: small enough to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.runtime.state import State

if TYPE_CHECKING:
    from engine.prove.space import Space

Merged = tuple[int, int, bytes]
"""Where a field stands, its bits at the bottom, and for each of its values the one that stands for it."""


@dataclass(frozen=True, slots=True)
class Packer:
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

    def packed(self, state: State) -> int | None:
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
            packed = packed & ~(mask << shift) | least[packed >> shift & mask] << shift
        return packed


def packer_of(space: Space) -> Packer:
    """The packer of a space."""
    at = {cell.symbol: number for number, cell in enumerate(space.program.cells)}
    fields = space.packing.fields.values()
    return Packer(
        tuple((at[field.symbol], field.shift, field.low, field.high) for field in fields),
        {(place.address, place.stack): number for place, number in space.numbers.items()},
        space.kept,
        tuple(tuple((field.shift, field.mask, least) for field, least in alike) for alike in space.alike),
    )
