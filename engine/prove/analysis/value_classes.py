"""Computes which values of a variable are equivalent at every program point, to merge states.

Partition refinement by backward fixpoint over the inlined control-flow graph: every guard that reads the variable
splits its partition, and every change maps it back; so near the end of a story all numbers between two thresholds are
one class. The encoded states are the quotient by these classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, reduce

from engine.expressions.language.symbols import TURNS, symbols_of, visits_symbol
from engine.expressions.language.terms import Change, Operation, Statement, Term
from engine.expressions.semantics.evaluate import evaluator
from engine.program import model
from engine.program.queries import statement_symbols
from engine.prove.analysis.bit_layout import Field, Partition
from engine.prove.analysis.control_flow import ProgramPoint, solve_backward
from engine.prove.analysis.liveness import MOMENTS_AT_OFFER, Liveness
from engine.records import dataclass, field

MAX_CLASSES = 255
"""The most values a variable may have to be partitioned value by value."""


@dataclass(frozen=True, slots=True)
class Uses:
    """Where each variable is used: by symbol, the numbers of program points."""

    conditions: dict[str, dict[int, list[Term]]]
    """The conditions evaluated at each point that read the variable."""
    statements: dict[str, set[int]]
    """The points whose statements change or read it."""


NO_USES = Uses({}, {})


@dataclass(slots=True)
class ValueClasses:
    """The partitions of one variable's values, by point."""

    liveness: Liveness
    cell: Field
    uses: Uses
    at: dict[ProgramPoint, Partition] = field(default_factory=dict)
    """Where there is more than one class."""

    @property
    def coarsest(self) -> Partition:
        """Return the partition with one class."""
        return bytes(self.cell.high - self.cell.low + 1)

    @property
    def finest(self) -> Partition:
        """Return the partition with a class for each value."""
        return bytes(range(self.cell.high - self.cell.low + 1))

    def solve(self) -> None:
        """Compute the coarsest partitions under which no guard, draw, rule or property changes."""
        liveness, symbol = self.liveness, self.cell.symbol
        points, bits = liveness.flow.points, liveness.table.cell_bits(symbol)
        conditions, statements = self.uses.conditions.get(symbol, {}), self.uses.statements.get(symbol, set())
        splits: dict[int, Partition] = {}

        def update(number: int) -> bool:
            point = points[number]
            if not liveness.live[point] & bits:
                return False
            partition = self._before_successors(point)
            if number in statements:
                changes = liveness.flow.statements[point.address]
                partition = self._before_statements(changes, partition, liveness.flow.successors[point][0])
            if number in conditions:
                if number not in splits:
                    splits[number] = reduce(self.refine, map(self.split_by, conditions[number]))
                partition = self.refine(partition, splits[number])
            is_changed = partition != self.partition(point)
            self.at[point] = partition
            return is_changed

        solve_backward(liveness.flow, conditions.keys() | statements, update)

    def partition(self, point: ProgramPoint) -> Partition:
        """Return the partition at a point."""
        return self.at.get(point, self.coarsest)

    def _before_successors(self, point: ProgramPoint) -> Partition:
        """Return the partition that the successors require before a point; the step to one may increment a count."""
        partition = self.coarsest
        for successor in self.liveness.flow.successors[point]:
            if successor in self.at:
                after = self.at[successor]
                step = self.before_increment(after) if self._increments(point, successor) else after
                partition = self.refine(partition, step)
        return partition

    def _increments(self, point: ProgramPoint, successor: ProgramPoint) -> bool:
        """Return whether the step to a successor increments the variable."""
        instruction = self.liveness.flow.instruction(point)
        if isinstance(instruction, model.EnterScene):
            return self.cell.symbol == visits_symbol(instruction.scene)
        return self.cell.symbol == TURNS and isinstance(instruction, model.Offer) and successor.rules_pending

    def before_statements_at(self, statements: Sequence[Statement], successor: ProgramPoint) -> Partition:
        """Return the partition before some statements that lead to a successor."""
        return self._before_statements(statements, self.partition(successor), successor)

    def _before_statements(
        self, statements: Sequence[Statement], after: Partition, successor: ProgramPoint
    ) -> Partition:
        live = self.liveness.live[successor]
        for number in range(len(statements) - 1, -1, -1):
            later = self.liveness.live_before_statements(statements[number + 1 :], live)
            after = self._before(statements[number], after, later)
        return after

    def _before(self, statement: Statement, after: Partition, live: int) -> Partition:
        """Return the partition before a statement, given the partition and the live bits after it."""
        symbol, table = self.cell.symbol, self.liveness.table
        if not isinstance(statement, Change):
            return self.coarsest if statement.symbol == symbol else after
        reads = symbols_of(statement.value)
        if statement.symbol == symbol:
            if reads - {symbol}:
                return self.finest if symbol in reads else self.coarsest
            return self.before_change(statement, after)
        if symbol in reads and live & table.cell_bits(statement.symbol):
            return self.refine(after, self.before_copy(statement.value))
        return after

    def refine(self, first: Partition, second: Partition) -> Partition:
        """Return the coarsest common refinement of two partitions."""
        assert isinstance(first, bytes) and isinstance(second, bytes)
        return common_refinement(first, second)

    def before_increment(self, after: Partition) -> Partition:
        """Return the partition before a count is incremented, given the partition after it."""
        return partition_by((*after[1:], after[-1]))

    def before_change(self, change: Change, after: Partition) -> Partition:
        """Return the partition before the variable is computed from itself, given the partition after it."""
        return partition_by(tuple(after[value] for value in self._images(change)))

    def before_copy(self, value: Term) -> Partition:
        """Return the partition before another variable is computed from this one."""
        return self.finest

    def _images(self, change: Change) -> Iterator[int]:
        """Yield, for each old value, the new value that a change gives, as `value - low`."""
        low, high = self.cell.low, self.cell.high
        value = evaluator(change.value, {self.cell.symbol: 0})
        for old in range(low, high + 1):
            new = min(max(value((old,)), change.low), change.high)
            yield min(max(new, low), high) - low

    def split_by(self, term: Term) -> Partition:
        """Return the classes that a condition distinguishes, each part of `and`, `or` and `not` by itself."""
        symbol = self.cell.symbol
        reads = symbols_of(term)
        if symbol not in reads:
            return self.coarsest
        if isinstance(term, Operation) and term.operator in ("and", "or", "not"):
            partition = self.coarsest
            for part in term.parts:
                partition = self.refine(partition, self.split_by(part))
            return partition
        return self.split_by_comparison(term) if reads == {symbol} else self.finest

    def split_by_comparison(self, term: Term) -> Partition:
        """Return the classes that a condition on the variable alone distinguishes."""
        holds = evaluator(term, {self.cell.symbol: 0})
        return partition_by(tuple(holds((value,)) for value in range(self.cell.low, self.cell.high + 1)))


def uses_of(liveness: Liveness, queried: Sequence[Term]) -> Uses:
    """Return where the variables of a program are used."""
    uses = Uses({}, {})
    for number, point in enumerate(liveness.flow.points):
        for term in _conditions_at(liveness, point, queried):
            for symbol in () if liveness.is_nondeterministic(term) else symbols_of(term):
                uses.conditions.setdefault(symbol, {}).setdefault(number, []).append(term)
        for statement in liveness.flow.statements[point.address]:
            for symbol in {statement.symbol, *statement_symbols(statement)}:
                uses.statements.setdefault(symbol, set()).add(number)
    return uses


def _conditions_at(liveness: Liveness, point: ProgramPoint, queried: Sequence[Term]) -> Iterator[Term]:
    """Yield every condition evaluated at a point."""
    program, instruction = liveness.flow.program, liveness.flow.instruction(point)
    yield from liveness.goal_conditions("run", point.address)
    for rule in liveness.flow.rules(point):
        yield program.rules[rule].condition
    if isinstance(instruction, model.Branch) and not liveness.is_irrelevant_branch(point):
        yield instruction.condition
    if isinstance(instruction, model.End):
        yield from queried
    if isinstance(instruction, model.Offer) and not point.rules_pending:
        yield from queried
        for picking in liveness.flow.pickings(point):
            when = program.choices[picking.choice].when
            yield from () if when is None else (when,)
            for moment in MOMENTS_AT_OFFER:
                yield from liveness.goal_conditions(moment, picking.choice)


def partition_by(keys: tuple[int, ...]) -> bytes:
    """Return the partition in which values with equal keys are one class."""
    representatives: dict[int, int] = {}
    return bytes(representatives.setdefault(key, value) for value, key in enumerate(keys))


@lru_cache(maxsize=4096)
def common_refinement(first: bytes, second: bytes) -> bytes:
    """Return the coarsest common refinement of two partitions."""
    representatives: dict[tuple[int, int], int] = {}
    return bytes(representatives.setdefault(pair, value) for value, pair in enumerate(zip(first, second, strict=True)))
