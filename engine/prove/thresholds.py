"""Classes of variables with too many values to go through: the values at which a new class begins.

Where every guard compares the variable with constants, each class is a stretch of values between two of them. A
variable that is compared with another, or made into another, is not divided at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from engine.expressions.language.terms import Change, Constant, Operation, Read, Roll, Term
from engine.program import model
from engine.prove.analysis.liveness import Liveness
from engine.prove.analysis.saturation import COMPARATORS
from engine.prove.analysis.value_classes import LARGEST, ValueClasses
from engine.prove.analysis.value_sets import WIDEST
from engine.prove.search.state_encoder import Least
from engine.prove.search.state_encoding import Field

MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


class TooFine(Exception):
    """There are too many classes, or no telling which."""


@dataclass(slots=True)
class Thresholds(ValueClasses):
    """Partitions of one variable's values, by place, as the values that begin a class.

    Methods raise `TooFine`.
    """

    @property
    def one(self) -> Least:
        """All values alike."""
        return (0,)

    @property
    def each(self) -> Least:
        """Every value by itself is too much."""
        raise TooFine

    def finer(self, first: Least, second: Least) -> Least:
        """The partition that tells apart what either does."""
        starts = tuple(sorted({*first, *second}))
        if len(starts) > LARGEST:
            raise TooFine
        return starts

    def grown(self, after: Least) -> Least:
        """The partition before a count grows, given that after it."""
        return self._begun(start - 1 for start in after)

    def carried_back(self, change: Change, after: Least) -> Least:
        """The partition before a change of the variable by itself, given that after it."""
        match change.value:
            case Constant():
                return self.one
            case Read():
                more = 0
            case Operation("+", (Read(), Constant(value)) | (Constant(value), Read())):
                more = value
            case Operation("-", (Read(), Constant(value))):
                more = -value
            case Operation():
                return self.each
            case unknown:
                assert_never(unknown)
        low, high = change.low - self.cell.low, change.high - self.cell.low
        return self._begun(start - more for start in after if low < start <= high)

    def copied(self, value: Term) -> Least:
        """The partition before another variable gets a value made of this one."""
        is_condition = isinstance(value, Operation) and value.operator in {*COMPARATORS, "and", "or", "not"}
        return self.told_apart(value) if is_condition else self.each

    def compared(self, term: Term) -> Least:
        """The values a condition on the variable alone tells apart."""
        match term:
            case Operation(operator, (Read(), Constant(value))) if operator in COMPARATORS:
                return self._divided(operator, value)
            case Operation(operator, (Constant(value), Read())) if operator in COMPARATORS:
                return self._divided(MIRRORED[operator], value)
            case Constant() | Read() | Operation():
                return self.each
            case unknown:
                assert_never(unknown)

    def _divided(self, operator: str, value: int) -> Least:
        first, last = value - self.cell.low, value - self.cell.low + 1
        if operator in ("<", ">="):
            return self._begun((first,))
        return self._begun((last,) if operator in ("<=", ">") else (first, last))

    def _begun(self, starts: Iterable[int]) -> Least:
        top = self.cell.high - self.cell.low
        return tuple(sorted({0, *(start for start in starts if 0 < start <= top)}))


def classes_at(
    relevance: Liveness, fields: Iterable[Field], asked: tuple[Term, ...], is_wide_only: bool
) -> dict[str, ValueClasses]:
    """The partitions of every variable with more than two values, by symbol; at most of those that are wide."""
    found: dict[str, ValueClasses] = {}
    drawn = _drawn(relevance.flow.program)
    for field in fields:
        classes: ValueClasses | None = None
        if not field.is_set and 2 <= field.high - field.low <= LARGEST and not is_wide_only:
            classes = ValueClasses(relevance, field, asked)
            classes.solve()
        elif not field.is_set and _is_worth_dividing(field, drawn):
            classes = _thresholds(relevance, field, asked)
        if classes is not None:
            found[field.symbol] = classes
    return found


def _thresholds(relevance: Liveness, field: Field, asked: tuple[Term, ...]) -> Thresholds | None:
    thresholds = Thresholds(relevance, field, asked)
    try:
        thresholds.solve()
    except TooFine:
        return None
    return thresholds


def _is_worth_dividing(field: Field, drawn: frozenset[str]) -> bool:
    return field.high - field.low > (LARGEST if field.symbol in drawn else WIDEST)


def _drawn(program: model.Program) -> frozenset[str]:
    """The variables that chance decides somewhere."""
    sets = (instruction for instruction in program.code if isinstance(instruction, model.Set))
    return frozenset(each.symbol for one in sets for each in one.statements if isinstance(each, Roll))
