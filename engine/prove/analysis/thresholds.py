"""Bounds and divides the values of variables by the constants they are compared with.

Numbers that are only incremented or set to constants saturate above the greatest constant. Wide variables are divided
into intervals: the same backward fixpoint as `ValueClasses`, for variables with too many values to enumerate. Where
every guard compares the variable with constants, each class is the interval between two of them. A variable that is
compared with another, or copied to another, is not divided.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from engine.errors import LimitError
from engine.expressions.language.terms import Change, Constant, Operation, Read, Roll, Statement, Term
from engine.prove.analysis.bit_layout import Field, Partition
from engine.prove.analysis.control_flow import ControlFlow
from engine.prove.analysis.liveness import Liveness
from engine.prove.analysis.value_classes import MAX_CLASSES, NO_USES, Uses, ValueClasses, uses_of
from engine.prove.analysis.value_sets import MAX_WIDTH
from engine.records import dataclass

COMPARATORS = frozenset({"==", "!=", "<", "<=", ">", ">="})
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def saturation_bounds(flow: ControlFlow, queried: Iterable[Term]) -> dict[str, int]:
    """Return, by symbol, the bound at which a cell saturates: one more than the greatest constant it is compared with.

    Above it no condition can distinguish two values, now or later. Only cells that are incremented or set to
    constants, and compared only with constants, have a bound.
    """
    maxima: dict[str, int] = {}
    excluded: set[str] = set()
    for term in (*flow.conditions, *queried):
        _collect_bounds(term, maxima, excluded)
    for statement in flow.all_statements:
        _collect_bounds_of_change(statement, maxima, excluded)
        if not _allows_bound(statement):
            excluded.add(statement.symbol)
    return {symbol: maximum + 1 for symbol, maximum in maxima.items() if symbol not in excluded}


def _collect_bounds(term: Term, maxima: dict[str, int], excluded: set[str]) -> None:
    """Add the constants that cells are compared with to `maxima`, and cells that are read otherwise to `excluded`."""
    match term:
        case Operation(operator, (Read(symbol), Constant(value))) if operator in COMPARATORS:
            maxima[symbol] = max(maxima.get(symbol, 0), value)
        case Operation(operator, (Constant(value), Read(symbol))) if operator in COMPARATORS:
            maxima[symbol] = max(maxima.get(symbol, 0), value)
        case Operation(_, parts):
            for part in parts:
                _collect_bounds(part, maxima, excluded)
        case Read(symbol):
            excluded.add(symbol)
        case Constant():
            pass
        case unknown:
            assert_never(unknown)


def _collect_bounds_of_change(statement: Statement, maxima: dict[str, int], excluded: set[str]) -> None:
    """Collect the bounds in the new value of a cell; the increment of a cell does not exclude it."""
    if isinstance(statement, Change) and not _is_increment_or_constant(statement):
        _collect_bounds(statement.value, maxima, excluded)


def _is_increment_or_constant(change: Change) -> bool:
    """Return whether a change adds a constant to its cell, or sets it to a constant."""
    match change.value:
        case Operation("+", (Read(symbol), Constant(value))) | Operation("+", (Constant(value), Read(symbol))):
            return symbol == change.symbol and value >= 0
        case Constant():
            return True
        case Read() | Operation():
            return False
        case unknown:
            assert_never(unknown)


def _allows_bound(statement: Statement) -> bool:
    """Return whether the cell that a statement changes can still saturate."""
    return isinstance(statement, Change) and statement.low >= 0 and _is_increment_or_constant(statement)


class TooManyClassesError(LimitError):
    """There are too many classes, or no bound on them."""


@dataclass(slots=True)
class Thresholds(ValueClasses):
    """The partitions of one variable's values, by point, as the first value of each class.

    Methods raise `TooManyClassesError`.
    """

    @property
    def coarsest(self) -> Partition:
        """Return the partition with one class."""
        return (0,)

    @property
    def finest(self) -> Partition:
        """Raise `TooManyClassesError`: a wide variable has too many values to give each a class."""
        raise TooManyClassesError

    def refine(self, first: Partition, second: Partition) -> Partition:
        """Return the coarsest common refinement of two partitions."""
        if first == second:
            return first
        starts = tuple(sorted({*first, *second}))
        if len(starts) > MAX_CLASSES:
            raise TooManyClassesError
        return starts

    def before_increment(self, after: Partition) -> Partition:
        """Return the partition before a count is incremented, given the partition after it."""
        return self._partition_from(start - 1 for start in after)

    def before_change(self, change: Change, after: Partition) -> Partition:
        """Return the partition before the variable is computed from itself, given the partition after it."""
        match change.value:
            case Constant():
                return self.coarsest
            case Read():
                more = 0
            case Operation("+", (Read(), Constant(value)) | (Constant(value), Read())):
                more = value
            case Operation("-", (Read(), Constant(value))):
                more = -value
            case Operation():
                return self.finest
            case unknown:
                assert_never(unknown)
        low, high = change.low - self.cell.low, change.high - self.cell.low
        return self._partition_from(start - more for start in after if low < start <= high)

    def before_copy(self, value: Term) -> Partition:
        """Return the partition before another variable is computed from this one."""
        is_condition = isinstance(value, Operation) and value.operator in {*COMPARATORS, "and", "or", "not"}
        return self.split_by(value) if is_condition else self.finest

    def split_by_comparison(self, term: Term) -> Partition:
        """Return the classes that a condition on the variable alone distinguishes."""
        match term:
            case Operation(operator, (Read(), Constant(value))) if operator in COMPARATORS:
                return self._split_at(operator, value)
            case Operation(operator, (Constant(value), Read())) if operator in COMPARATORS:
                return self._split_at(MIRROR[operator], value)
            case Constant() | Read() | Operation():
                return self.finest
            case unknown:
                assert_never(unknown)

    def _split_at(self, operator: str, value: int) -> Partition:
        first, last = value - self.cell.low, value - self.cell.low + 1
        if operator in ("<", ">="):
            return self._partition_from((first,))
        return self._partition_from((last,) if operator in ("<=", ">") else (first, last))

    def _partition_from(self, starts: Iterable[int]) -> Partition:
        top = self.cell.high - self.cell.low
        return tuple(sorted({0, *(start for start in starts if 0 < start <= top)}))


def solve_value_classes(
    liveness: Liveness, fields: Iterable[Field], queried: tuple[Term, ...], is_wide_only: bool
) -> dict[str, ValueClasses]:
    """Return the partitions of every variable with more than two values, by symbol; or only of wide variables."""
    by_symbol: dict[str, ValueClasses] = {}
    random, uses = _random_variables(liveness.flow), uses_of(liveness, queried)
    for field in fields:
        classes: ValueClasses | None = None
        if not field.is_set and 2 <= field.high - field.low <= MAX_CLASSES and not is_wide_only:
            classes = ValueClasses(liveness, field, uses)
            classes.solve()
        elif not field.is_set and _is_divisible(field, random):
            classes = _thresholds(liveness, field, uses)
        if classes is not None:
            by_symbol[field.symbol] = classes
    return by_symbol


def tells_apart(liveness: Liveness, field: Field, partition: Partition, term: Term) -> bool:
    """Return whether a condition has one value on each class of a variable's partition."""
    if not isinstance(partition, bytes):
        try:
            return set(Thresholds(liveness, field, NO_USES).split_by(term)) <= set(partition)
        except TooManyClassesError:
            return False
    split = ValueClasses(liveness, field, NO_USES).split_by(term)
    return all(split[value] == split[least] for value, least in enumerate(partition))


def _thresholds(liveness: Liveness, field: Field, uses: Uses) -> Thresholds | None:
    thresholds = Thresholds(liveness, field, uses)
    try:
        thresholds.solve()
    except TooManyClassesError:
        return None
    return thresholds


def _is_divisible(field: Field, random: frozenset[str]) -> bool:
    """Return whether a variable is wide enough to be divided into intervals; a random one is above `MAX_CLASSES`."""
    return field.high - field.low > (MAX_CLASSES if field.symbol in random else MAX_WIDTH)


def _random_variables(flow: ControlFlow) -> frozenset[str]:
    """Return the variables that are set by a random draw somewhere."""
    return frozenset(statement.symbol for statement in flow.all_statements if isinstance(statement, Roll))
