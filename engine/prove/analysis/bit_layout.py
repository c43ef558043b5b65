"""Which bits of the state terms read and statements write: a cell is one bit, but a set has one for each member."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from engine.expressions.language.kinds import AnyOfKind
from engine.expressions.language.symbols import symbols_of
from engine.expressions.language.terms import Change, Constant, Operation, Read, Roll, Statement, Term
from engine.program.model import Cell

Bits = int


@dataclass(frozen=True, slots=True)
class BitTable:
    """Where each cell's bits stand."""

    places: dict[str, tuple[int, int]]
    """By symbol: the first bit, and how many."""

    def of(self, symbol: str) -> Bits:
        """All bits of a cell."""
        first, count = self.places[symbol]
        return (1 << count) - 1 << first

    def of_symbols(self, symbols: Iterable[str]) -> Bits:
        """All bits of some cells."""
        found = 0
        for symbol in symbols:
            found |= self.of(symbol)
        return found

    def member_bits(self, symbol: str, mask: int) -> Bits:
        """The bits of some members of a set."""
        return mask << self.places[symbol][0]

    def bits_kept(self, symbol: str, live: Bits) -> int:
        """Which of a cell's own bits are among some bits."""
        first, count = self.places[symbol]
        return live >> first & (1 << count) - 1

    def read_by(self, term: Term | None) -> Bits:
        """What a term reads: of a set only the members it asks about."""
        match term:
            case None | Constant():
                return 0
            case Operation("has", (Read(symbol), Constant(mask))):
                return self.member_bits(symbol, mask)
            case Operation(_, parts):
                found = 0
                for part in parts:
                    found |= self.read_by(part)
                return found
            case Read():
                return self.of_symbols(symbols_of(term))
            case unknown:
                assert_never(unknown)

    def written_by(self, statement: Statement) -> tuple[Bits, Bits]:
        """What a statement overwrites whatever it held before, and what it reads to do so."""
        match statement:
            case Change(symbol, Operation("join" | "drop", (Read(other), Constant(mask)))) if other == symbol:
                return self.member_bits(symbol, mask), 0
            case Change(symbol, value):
                return self.of(symbol), self.read_by(value)
            case Roll(symbol):
                return self.of(symbol), 0
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
