"""Lays out cells as bit sets for the data-flow analyses, and the fields of an encoded state.

A cell is one bit, but a set has one bit for each member.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import assert_never

from engine.expressions.language.kinds import AnyOfKind
from engine.expressions.language.terms import Change, Constant, Operation, Read, Roll, Statement, Term
from engine.program.model import Cell
from engine.records import dataclass

Bits = int
Partition = bytes | tuple[int, ...]
"""By `value - low`, the least value of the same class; for a wide field only the first value of each class, sorted."""


def union(sets: Iterable[Bits]) -> Bits:
    """Return the bits that are in any of some sets."""
    return reduce(or_, sets, 0)


@dataclass(frozen=True, slots=True)
class BitTable:
    """The position of every cell's bits."""

    positions: dict[str, tuple[int, int]]
    """By symbol, the first bit and the number of bits."""

    def cell_bits(self, symbol: str) -> Bits:
        """Return all bits of a cell; none of one that the program leaves out."""
        first, count = self.positions.get(symbol, (0, 0))
        return (1 << count) - 1 << first

    def member_bits(self, symbol: str, mask: int) -> Bits:
        """Return the bits of some members of a set."""
        return mask << self.positions[symbol][0]

    def bits_within_cell(self, symbol: str, live: Bits) -> int:
        """Return which of a cell's own bits are set in a bit set, shifted to the bottom."""
        first, count = self.positions[symbol]
        return live >> first & (1 << count) - 1

    def read_by(self, term: Term | None) -> Bits:
        """Return what a term reads; of a set only the members it asks about."""
        match term:
            case None | Constant():
                return 0
            case Operation("has", (Read(symbol), Constant(mask))):
                return self.member_bits(symbol, mask)
            case Operation(_, parts):
                return union(map(self.read_by, parts))
            case Read(symbol):
                return self.cell_bits(symbol)
            case unknown:
                assert_never(unknown)

    def written_by(self, statement: Statement) -> tuple[Bits, Bits]:
        """Return what a statement overwrites, and what it reads to do so."""
        match statement:
            case Change(symbol, Operation("join" | "drop", (Read(other), Constant(mask)))) if other == symbol:
                return self.member_bits(symbol, mask), 0
            case Change(symbol, value):
                return self.cell_bits(symbol), self.read_by(value)
            case Roll(symbol):
                return self.cell_bits(symbol), 0
            case unknown:
                assert_never(unknown)


def bit_table(cells: Iterable[Cell]) -> BitTable:
    """Lay out the cells of a program in order."""
    positions: dict[str, tuple[int, int]] = {}
    first = 0
    for cell in cells:
        count = len(cell.kind.members) if isinstance(cell.kind, AnyOfKind) else 1
        positions[cell.symbol] = first, count
        first += count
    return BitTable(positions)


@dataclass(frozen=True, slots=True)
class Field:
    """The position of a cell's value in an encoded state, held as `value - low`."""

    symbol: str
    shift: int
    width: int
    low: int
    high: int
    """The greatest value held; greater ones saturate to it."""
    is_set: bool = False
    """Whether its bits are the members of a set, each of which is live or dead by itself."""

    @property
    def mask(self) -> int:
        """Return its bits, shifted to the bottom."""
        return (1 << self.width) - 1

    @property
    def bits(self) -> int:
        """Return its bits, in place."""
        return self.mask << self.shift


def representative(partition: Partition, value: int) -> int:
    """Return the value that represents the class of a value."""
    return partition[value] if isinstance(partition, bytes) else partition[bisect_right(partition, value) - 1]
