"""What each cell may hold, as one whole number: a strip of bits for every cell, a bit for every value it can have.

Cells are kept apart from each other: what guards say of two at once is lost, so a value that stands here may be one no
game has, but one that does not is one no game can have. Of a set each member has a strip of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import assert_never

from engine.expressions.language.kinds import AnyOfKind, bounds
from engine.expressions.language.symbols import is_rule, symbols_of
from engine.expressions.language.terms import Change, Constant, Operation, Read, Roll, Statement, Term
from engine.expressions.semantics.evaluate import evaluator
from engine.program.model import Cell

Values = int
"""0 where no game can be."""
MAX_WIDTH = 1024
"""Values of a cell; more are not followed."""
MAX_COMBINATIONS = 2048
"""Combinations of values gone through for one expression."""


@dataclass(frozen=True, slots=True)
class ValueSet:
    """Where the bits of a cell, or of one member of a set, stand."""

    first: int
    low: int
    high: int
    """Of a count: this or more."""

    @property
    def bits(self) -> Values:
        """All of them, in place."""
        return (1 << self.high - self.low + 1) - 1 << self.first

    def bit(self, value: int) -> Values:
        """The bit of a value; one past the ends is that of the end."""
        return 1 << self.first + min(max(value, self.low), self.high) - self.low

    def values_in(self, values: Values) -> Iterator[int]:
        """The values whose bits are set."""
        left = (values & self.bits) >> self.first
        while left:
            lowest = left & -left
            yield self.low + lowest.bit_length() - 1
            left ^= lowest


@dataclass(slots=True)
class ValueSets:
    """The layout for one program, and what guards and statements do to it."""

    cells: dict[str, ValueSet]
    members: dict[str, tuple[ValueSet, ...]]
    start: Values
    _satisfying: dict[tuple[Term, str], tuple[Values, Values]] = field(default_factory=dict)

    def assume(self, values: Values, term: Term | None, holds: bool = True) -> Values:
        """What is left where a condition holds, or does not; 0 if that cannot be."""
        match term:
            case None:
                return values if holds else 0
            case Constant(value):
                return values if bool(value) == holds else 0
            case Operation("not", (part,)):
                return self.assume(values, part, not holds)
            case Operation("and" | "or", parts) if (term.operator == "and") == holds:
                for part in parts:
                    values = values and self.assume(values, part, holds)
                return values
            case Operation("and" | "or", parts):
                found = 0
                for part in parts:
                    found |= self.assume(values, part, holds)
                return found
            case Operation("has", (Read(symbol), Constant(mask))) if symbol in self.members:
                return self._assume_members(values, self._members(symbol, mask), holds)
            case Read() | Operation():
                return self._assume_comparison(values, term, holds)
            case unknown:
                assert_never(unknown)

    def _assume_members(self, values: Values, members: list[ValueSet], holds: bool) -> Values:
        if holds or len(members) == 1:
            for strip in members:
                values = values and self.restrict(values, strip, strip.bit(holds))
            return values
        return values if any(values & strip.bit(0) for strip in members) else 0

    def _members(self, symbol: str, mask: int) -> list[ValueSet]:
        return [strip for at, strip in enumerate(self.members[symbol]) if mask >> at & 1]

    def restrict(self, values: Values, strip: ValueSet, bits: Values) -> Values:
        """Only some values of a cell; 0 if it has none of them."""
        kept = values & bits
        return values & ~strip.bits | kept if kept else 0

    def _assume_comparison(self, values: Values, term: Term, holds: bool) -> Values:
        symbols = sorted(symbols_of(term))
        if len(symbols) == 1 and symbols[0] in self.cells:
            strip = self.cells[symbols[0]]
            return self.restrict(values, strip, self._split_by(term, symbols[0])[holds])
        left = dict.fromkeys(symbols, 0)
        for chosen, value in self._enumerate(values, term, symbols):
            if bool(value) == holds:
                for symbol, one in zip(symbols, chosen, strict=True):
                    left[symbol] |= self.cells[symbol].bit(one)
        if not self._is_enumerable(values, symbols):
            return values
        for symbol, bits in left.items():
            values = values and self.restrict(values, self.cells[symbol], bits)
        return values

    def _split_by(self, term: Term, symbol: str) -> tuple[Values, Values]:
        """The values of a cell for which a condition on it alone fails, and holds."""
        known = self._satisfying.get((term, symbol))
        if known is None:
            strip, value = self.cells[symbol], evaluator(term, {symbol: 0})
            holding = sum(strip.bit(one) for one in range(strip.low, strip.high + 1) if value((one,)))
            known = self._satisfying[term, symbol] = strip.bits & ~holding, holding
        return known

    def _is_enumerable(self, values: Values, symbols: list[str]) -> bool:
        """Every cell is followed, and few enough combinations of their values are possible."""
        count = 1
        for symbol in symbols:
            count *= (values & self.cells[symbol].bits).bit_count() if symbol in self.cells else MAX_COMBINATIONS + 1
        return count <= MAX_COMBINATIONS

    def _enumerate(self, values: Values, term: Term, symbols: list[str]) -> Iterator[tuple[tuple[int, ...], int]]:
        """The value of an expression for all values that the cells it reads may have together."""
        if self._is_enumerable(values, symbols):
            value = evaluator(term, {symbol: at for at, symbol in enumerate(symbols)})
            for chosen in product(*(tuple(self.cells[symbol].values_in(values)) for symbol in symbols)):
                yield chosen, value(chosen)

    def assign(self, values: Values, statements: Iterable[Statement]) -> Values:
        """What may stand in the cells once some statements are carried out."""
        for statement in statements:
            if statement.symbol in self.members:
                values = self._assign_set(values, statement)
            elif statement.symbol in self.cells:
                strip = self.cells[statement.symbol]
                values = values & ~strip.bits | self._assigned_values(values, statement, strip)
        return values

    def _assigned_values(self, values: Values, statement: Statement, strip: ValueSet) -> Values:
        low, high = statement.low, statement.high
        if isinstance(statement, Roll):
            ends = statement.first, statement.first + statement.size - 1
            least, most = (min(max(value, low, strip.low), high, strip.high) for value in ends)
            return (2 << most - least) - 1 << strip.first + least - strip.low
        symbols = sorted(symbols_of(statement.value))
        if not self._is_enumerable(values, symbols):
            return strip.bits
        drawn = {value for _, value in self._enumerate(values, statement.value, symbols)}
        found = 0
        for value in drawn:
            found |= strip.bit(min(max(value, low), high))
        return found

    def _assign_set(self, values: Values, statement: Statement) -> Values:
        match statement:
            case Change(symbol, Operation(("join" | "drop") as operator, (Read(other), Constant(mask)))) if (
                symbol == other
            ):
                for strip in self._members(symbol, mask):
                    values = values & ~strip.bits | strip.bit(operator == "join")
            case Change(symbol, Constant(mask)):
                for at, strip in enumerate(self.members[symbol]):
                    values = values & ~strip.bits | strip.bit(mask >> at & 1)
            case Change(symbol) | Roll(symbol):
                for strip in self.members[symbol]:
                    values |= strip.bits
            case unknown:
                assert_never(unknown)
        return values

    def increment(self, values: Values, symbol: str) -> Values:
        """A count one higher, if it is followed."""
        strip = self.cells.get(symbol)
        if strip is None:
            return values
        counts = values & strip.bits
        return values & ~strip.bits | (counts << 1 & strip.bits) | counts & strip.bit(strip.high)

    def assign_constant(self, values: Values, symbol: str, value: int) -> Values:
        """A cell with a value that is known, if the cell is followed."""
        strip = self.cells.get(symbol)
        return values if strip is None else values & ~strip.bits | strip.bit(value)


def value_sets(cells: Iterable[Cell], tops: dict[str, int]) -> ValueSets:
    """The layout for some cells; `tops` gives how far each count has to be followed."""
    found = ValueSets({}, {}, 1)
    first = 1
    for cell in cells:
        for strip, is_member, value in _lay_out(cell, tops.get(cell.symbol, 1), first):
            if is_member:
                found.members[cell.symbol] = (*found.members.get(cell.symbol, ()), strip)
            else:
                found.cells[cell.symbol] = strip
            found.start |= strip.bit(value)
            first = strip.first + strip.high - strip.low + 1
    return found


def _lay_out(cell: Cell, top: int, first: int) -> Iterator[tuple[ValueSet, bool, int]]:
    if isinstance(cell.kind, AnyOfKind):
        for at in range(len(cell.kind.members)):
            yield ValueSet(first + 2 * at, 0, 1), True, cell.start >> at & 1
        return
    low, high = (0, top) if cell.kind is None else bounds(cell.kind)
    if high - low < MAX_WIDTH and not is_rule(cell.symbol):
        yield ValueSet(first, low, high), False, cell.start
