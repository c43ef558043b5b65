"""Represents the possible values of every cell as one whole number, with a bit for each value of each cell.

A non-relational abstract domain: cells are independent, so what guards say of two cells at once is lost and the sets
over-approximate. Each member of a set is a cell of its own with the values 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import assert_never

from engine.expressions.language.kinds import AnyOfKind, bounds
from engine.expressions.language.symbols import is_rule, symbols_of
from engine.expressions.language.terms import Change, Constant, Operation, Read, Roll, Statement, Term
from engine.expressions.semantics.evaluate import evaluator
from engine.program.model import Cell
from engine.prove.analysis.bit_layout import union
from engine.records import dataclass, field

Values = int
"""An abstract state; 0 where no game can be."""
MAX_WIDTH = 1024
"""The most values of a cell that is followed."""
MAX_COMBINATIONS = 2048
"""The most combinations of values for which one expression is evaluated."""


@dataclass(frozen=True, slots=True)
class ValueSlot:
    """The position of the bits of a cell, or of one member of a set."""

    first: int
    low: int
    high: int
    """Of a count: this or more."""

    @property
    def bits(self) -> Values:
        """Return all its bits, in place."""
        return (1 << self.high - self.low + 1) - 1 << self.first

    def bit(self, value: int) -> Values:
        """Return the bit of a value, clamped to the range."""
        return 1 << self.first + min(max(value, self.low), self.high) - self.low

    def values_in(self, values: Values) -> Iterator[int]:
        """Yield the values whose bits are set."""
        remaining = (values & self.bits) >> self.first
        while remaining:
            lowest = remaining & -remaining
            yield self.low + lowest.bit_length() - 1
            remaining ^= lowest


@dataclass(slots=True)
class ValueSets:
    """The abstract domain of one program: its layout, and the effect of guards and statements."""

    cells: dict[str, ValueSlot]
    members: dict[str, tuple[ValueSlot, ...]]
    start: Values
    _satisfying: dict[tuple[Term, str], tuple[Values, Values]] = field(default_factory=dict)

    def assume(self, values: Values, term: Term | None, holds: bool = True) -> Values:
        """Return the values restricted to those under which a condition can hold, or can fail; 0 if none."""
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
                return union(self.assume(values, part, holds) for part in parts)
            case Operation("has", (Read(symbol), Constant(mask))) if symbol in self.members:
                return self._assume_members(values, self._members(symbol, mask), holds)
            case Read() | Operation():
                return self._assume_comparison(values, term, holds)
            case unknown:
                assert_never(unknown)

    def _assume_members(self, values: Values, members: list[ValueSlot], holds: bool) -> Values:
        if holds or len(members) == 1:
            for slot in members:
                values = values and self.restrict(values, slot, slot.bit(holds))
            return values
        return values if any(values & slot.bit(0) for slot in members) else 0

    def _members(self, symbol: str, mask: int) -> list[ValueSlot]:
        """Return the slots of the members of a set that are in a mask."""
        return [slot for at, slot in enumerate(self.members[symbol]) if mask >> at & 1]

    def restrict(self, values: Values, slot: ValueSlot, bits: Values) -> Values:
        """Return the values with one cell restricted to some of its bits; 0 if it has none of them."""
        selected = values & bits
        return values & ~slot.bits | selected if selected else 0

    def _assume_comparison(self, values: Values, term: Term, holds: bool) -> Values:
        symbols = sorted(symbols_of(term))
        if len(symbols) == 1 and symbols[0] in self.cells:
            slot = self.cells[symbols[0]]
            return self.restrict(values, slot, self._split_by(term, symbols[0])[holds])
        possible = dict.fromkeys(symbols, 0)
        for combination, value in self._enumerate(values, term, symbols):
            if bool(value) == holds:
                for symbol, member in zip(symbols, combination, strict=True):
                    possible[symbol] |= self.cells[symbol].bit(member)
        if not self._is_enumerable(values, symbols):
            return values
        for symbol, bits in possible.items():
            values = values and self.restrict(values, self.cells[symbol], bits)
        return values

    def _split_by(self, term: Term, symbol: str) -> tuple[Values, Values]:
        """Return the values of a cell for which a condition on it alone fails, and those for which it holds."""
        split = self._satisfying.get((term, symbol))
        if split is None:
            slot, value = self.cells[symbol], evaluator(term, {symbol: 0})
            satisfying = sum(slot.bit(candidate) for candidate in range(slot.low, slot.high + 1) if value((candidate,)))
            split = self._satisfying[term, symbol] = slot.bits & ~satisfying, satisfying
        return split

    def _is_enumerable(self, values: Values, symbols: list[str]) -> bool:
        """Return whether every cell is followed, and few enough combinations of their values are possible."""
        count = 1
        for symbol in symbols:
            count *= (values & self.cells[symbol].bits).bit_count() if symbol in self.cells else MAX_COMBINATIONS + 1
        return count <= MAX_COMBINATIONS

    def _enumerate(self, values: Values, term: Term, symbols: list[str]) -> Iterator[tuple[tuple[int, ...], int]]:
        """Yield the value of an expression for every combination of the values of the cells it reads."""
        if self._is_enumerable(values, symbols):
            value = evaluator(term, {symbol: at for at, symbol in enumerate(symbols)})
            for combination in product(*(tuple(self.cells[symbol].values_in(values)) for symbol in symbols)):
                yield combination, value(combination)

    def assign(self, values: Values, statements: Iterable[Statement]) -> Values:
        """Return the possible values after some statements."""
        for statement in statements:
            if statement.symbol in self.members:
                values = self._assign_set(values, statement)
            elif statement.symbol in self.cells:
                slot = self.cells[statement.symbol]
                values = values & ~slot.bits | self._assigned_values(values, statement, slot)
        return values

    def _assigned_values(self, values: Values, statement: Statement, slot: ValueSlot) -> Values:
        low, high = statement.low, statement.high
        if isinstance(statement, Roll):
            ends = statement.first, statement.first + statement.size - 1
            least, most = (min(max(value, low, slot.low), high, slot.high) for value in ends)
            return (2 << most - least) - 1 << slot.first + least - slot.low
        symbols = sorted(symbols_of(statement.value))
        if not self._is_enumerable(values, symbols):
            return slot.bits
        values_assigned = {value for _, value in self._enumerate(values, statement.value, symbols)}
        return union(slot.bit(min(max(value, low), high)) for value in values_assigned)

    def _assign_set(self, values: Values, statement: Statement) -> Values:
        match statement:
            case Change(symbol, Operation(("join" | "drop") as operator, (Read(other), Constant(mask)))) if (
                symbol == other
            ):
                for slot in self._members(symbol, mask):
                    values = values & ~slot.bits | slot.bit(operator == "join")
            case Change(symbol, Constant(mask)):
                for at, slot in enumerate(self.members[symbol]):
                    values = values & ~slot.bits | slot.bit(mask >> at & 1)
            case Change(symbol) | Roll(symbol):
                for slot in self.members[symbol]:
                    values |= slot.bits
            case unknown:
                assert_never(unknown)
        return values

    def increment(self, values: Values, symbol: str) -> Values:
        """Return the values with a count one higher, if it is followed."""
        slot = self.cells.get(symbol)
        if slot is None:
            return values
        counts = values & slot.bits
        return values & ~slot.bits | (counts << 1 & slot.bits) | counts & slot.bit(slot.high)

    def assign_constant(self, values: Values, symbol: str, value: int) -> Values:
        """Return the values with a cell set to a constant, if the cell is followed."""
        slot = self.cells.get(symbol)
        return values if slot is None else values & ~slot.bits | slot.bit(value)


def value_sets(cells: Iterable[Cell], maxima: dict[str, int]) -> ValueSets:
    """Lay out the domain for some cells; `maxima` bounds each count."""
    sets = ValueSets({}, {}, 1)
    first = 1
    for cell in cells:
        for slot, is_member, value in _lay_out_cell(cell, maxima.get(cell.symbol, 1), first):
            if is_member:
                sets.members[cell.symbol] = (*sets.members.get(cell.symbol, ()), slot)
            else:
                sets.cells[cell.symbol] = slot
            sets.start |= slot.bit(value)
            first = slot.first + slot.high - slot.low + 1
    return sets


def _lay_out_cell(cell: Cell, maximum: int, first: int) -> Iterator[tuple[ValueSlot, bool, int]]:
    """Yield the slots of a cell, each with whether it is a member of a set, and its start value; none if too wide."""
    if isinstance(cell.kind, AnyOfKind):
        for at in range(len(cell.kind.members)):
            yield ValueSlot(first + 2 * at, 0, 1), True, cell.start >> at & 1
        return
    low, high = (0, maximum) if cell.kind is None else bounds(cell.kind)
    if high - low < MAX_WIDTH and not is_rule(cell.symbol):
        yield ValueSlot(first, low, high), False, cell.start
