"""Which bits of the state terms read and statements write: a cell is one bit, but a set has one for each member."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from engine.expressions.language.kinds import AnyOfKind
from engine.expressions.language.symbols import symbols_of
from engine.expressions.language.terms import Change, Constant, Operation, Read, Roll, Statement, Term
from engine.program.model import Cell

Bits = int
Partition = bytes | tuple[int, ...]
"""For each value of a field the least that nothing tells apart from it; of a wide field only those, in order."""


@dataclass(frozen=True, slots=True)
class BitTable:
    """Where each cell's bits stand."""

    positions: dict[str, tuple[int, int]]
    """By symbol: the first bit, and how many."""

    def cell_bits(self, symbol: str) -> Bits:
        """All bits of a cell."""
        first, count = self.positions[symbol]
        return (1 << count) - 1 << first

    def bits_of_cells(self, symbols: Iterable[str]) -> Bits:
        """All bits of some cells."""
        bits = 0
        for symbol in symbols:
            bits |= self.cell_bits(symbol)
        return bits

    def member_bits(self, symbol: str, mask: int) -> Bits:
        """The bits of some members of a set."""
        return mask << self.positions[symbol][0]

    def bits_within_cell(self, symbol: str, live: Bits) -> int:
        """Which of a cell's own bits are among some bits."""
        first, count = self.positions[symbol]
        return live >> first & (1 << count) - 1

    def read_by(self, term: Term | None) -> Bits:
        """What a term reads: of a set only the members it asks about."""
        match term:
            case None | Constant():
                return 0
            case Operation("has", (Read(symbol), Constant(mask))):
                return self.member_bits(symbol, mask)
            case Operation(_, parts):
                bits = 0
                for part in parts:
                    bits |= self.read_by(part)
                return bits
            case Read():
                return self.bits_of_cells(symbols_of(term))
            case unknown:
                assert_never(unknown)

    def written_by(self, statement: Statement) -> tuple[Bits, Bits]:
        """What a statement overwrites whatever it held before, and what it reads to do so."""
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
    """The bits of a program's cells, in order."""
    places: dict[str, tuple[int, int]] = {}
    first = 0
    for cell in cells:
        count = len(cell.kind.members) if isinstance(cell.kind, AnyOfKind) else 1
        places[cell.symbol] = first, count
        first += count
    return BitTable(places)


@dataclass(frozen=True, slots=True)
class Field:
    """Where a cell's value stands in a packed state, as `value - low`."""

    symbol: str
    shift: int
    width: int
    low: int
    high: int
    """The greatest value kept; greater ones are kept as this."""
    is_set: bool = False
    """Its bits are members, of which any may be dropped by themselves."""

    @property
    def mask(self) -> int:
        """Its bits, at the bottom."""
        return (1 << self.width) - 1

    @property
    def bits(self) -> int:
        """Its bits, in place."""
        return self.mask << self.shift


def representative(partition: Partition, value: int) -> int:
    """Return the value that stands for a value."""
    return partition[value] if isinstance(partition, bytes) else partition[bisect_right(partition, value) - 1]
