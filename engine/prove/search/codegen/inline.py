"""Generates source over an encoded state `s`: single expressions for bodies, assignments and random draws.

Partial evaluation: the constant writes of a body that runs straight to a resting point are folded into one mask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from engine.expressions.language.symbols import symbols_of, visits_symbol
from engine.expressions.language.terms import Change, Constant, Operation, Read, Roll, Statement, Term
from engine.expressions.semantics.evaluate import evaluator
from engine.program import model
from engine.prove.analysis.bit_layout import Field, Partition, representative
from engine.prove.analysis.control_flow import ProgramPoint
from engine.prove.analysis.flow_queries import fallback_of, has_constant_choice
from engine.prove.analysis.liveness import Liveness
from engine.prove.search.state_encoding import (
    MergedFields,
    StateEncoding,
    condition_source,
    representative_source,
    term_source,
)
from engine.records import dataclass, field, replace

MAX_TABLE = 32
"""How many values a field may have whose next value is looked up in a table."""
EFFORT = 24
"""How many instructions may be written as one expression; a branch counts for several."""
BRANCH_EFFORT = 8


@dataclass(frozen=True, slots=True)
class PartialState:
    """A symbolic state computed from `s`."""

    keep: int = -1
    """The bits of `s` that are unchanged."""
    put: int = 0
    """Constant bits that are set."""
    computed: Mapping[str, str | tuple[int, ...]] = field(default_factory=dict)
    """By symbol: the source of its bits, in place, or a table from the value in `s` to the next, as `value - low`."""
    origin: int = -1
    """The number of the resting point of `s`; -1 if `s` can be at several."""

    def has_changed(self, target: Field) -> bool:
        """Return whether a field differs from that of `s`."""
        return self.keep & target.bits != target.bits

    def with_constant(self, target: Field, value: int) -> PartialState:
        """Return the state with a constant in a field."""
        others = {symbol: source for symbol, source in self.computed.items() if symbol != target.symbol}
        put = self.put & ~target.bits | value - target.low << target.shift
        return replace(self, keep=self.keep & ~target.bits, put=put, computed=others)

    def with_computed(self, target: Field, source: str | tuple[int, ...]) -> PartialState:
        """Return the state with a field computed by some source or table."""
        emptied = self.with_constant(target, target.low)
        return replace(emptied, computed={**emptied.computed, target.symbol: source})

    def source(self, fields: Mapping[str, Field]) -> str:
        """Return the whole state as an expression."""
        parts = ["s" if self.keep == -1 else f"s & {self.keep}"] if self.keep else []
        parts += [str(self.put)] if self.put or not parts else []
        parts += [_source_in_place(source, fields[symbol]) for symbol, source in self.computed.items()]
        return " | ".join(parts)


def _step_source(target: Field, step: int, high: int) -> str:
    """Return the source of the bits of a field increased by a step, up to a greatest value."""
    top = high - target.low << target.shift
    return f"v if (v := (s & {target.bits}) + {step << target.shift}) < {top} else {top}"


def _source_in_place(source: str | tuple[int, ...], target: Field) -> str:
    if isinstance(source, str):
        return f"({source})"
    return f"{tuple(value << target.shift for value in source)}[s >> {target.shift} & {target.mask}]"


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Generates expressions for one program."""

    liveness: Liveness
    encoding: StateEncoding
    resting_points: Mapping[ProgramPoint, int]
    live_masks: Sequence[int]
    merged_fields: Sequence[MergedFields]

    def state_source_at_rest(self, point: ProgramPoint, state: PartialState, effort: int = EFFORT) -> str | None:
        """Return the source of the state at the next resting point; None if the path cannot be one expression."""
        flow, point = self.liveness.flow, self.liveness.first_live_point(point)
        if effort <= 0 or ("run", point.address) in self.liveness.goals:
            return None
        after = flow.successors[point]
        match flow.instruction(point):
            case model.Set(statements):
                changed = self._assign_all(statements, after[0], state)
                return None if changed is None else self.state_source_at_rest(after[0], changed, effort - 1)
            case model.EnterScene(scene):
                counted = self.increment(visits_symbol(scene), after[0], state)
                return None if counted is None else self.state_source_at_rest(after[0], counted, effort - 1)
            case model.Branch(condition):
                return self._branch_source(condition, after, state, effort - BRANCH_EFFORT)
            case model.Say():
                return self.state_source_at_rest(after[0], state, effort - 1)
            case model.Offer() | model.Return() | model.Back() | model.End():
                return self._resting_source(point, state) if self.is_resting_point(point) else None
            case model.Jump() | model.Go() | model.Call() | model.Random() | model.Ask() | model.CheckRules():
                return None
            case unknown:
                assert_never(unknown)

    def increment(self, symbol: str, after: ProgramPoint, state: PartialState) -> PartialState | None:
        """Return a state with a count one higher, if it is live; None if it was changed before."""
        target = self.encoding.fields.get(symbol)
        if target is None or not self.is_live(symbol, after):
            return state
        if state.has_changed(target):
            return None
        if target.high < MAX_TABLE:
            return state.with_computed(target, (*range(1, target.high + 1), target.high))
        return state.with_computed(target, _step_source(target, 1, target.high))

    def is_live(self, symbol: str, point: ProgramPoint) -> bool:
        """Return whether something after a point can still read a cell."""
        return bool(self.liveness.live[point] & self.liveness.table.cell_bits(symbol))

    def _branch_source(
        self, condition: Term, after: tuple[ProgramPoint, ...], state: PartialState, effort: int
    ) -> str | None:
        if self.liveness.is_nondeterministic(condition) or self._reads_changed(condition, state):
            return None
        yes, no = (self.state_source_at_rest(arm, state, effort) for arm in after)
        return (
            None
            if yes is None or no is None
            else f"({yes}) if {condition_source(condition, self.encoding)} else ({no})"
        )

    def _reads_changed(self, term: Term, state: PartialState) -> bool:
        """Return whether a term reads a field that the partial state has changed, so that `s` no longer holds it."""
        return any(state.has_changed(self.encoding.fields[symbol]) for symbol in symbols_of(term))

    def _assign_all(
        self, statements: Sequence[Statement], after: ProgramPoint, state: PartialState
    ) -> PartialState | None:
        """Return the state after some statements; None if one is random or needs a field that another changed."""
        for at, statement in enumerate(statements):
            if self.liveness.is_live_write(statements, at, after):
                changed = self._assign(statement, state) if isinstance(statement, Change) else None
                if changed is None:
                    return None
                state = changed
        return state

    def _assign(self, change: Change, state: PartialState) -> PartialState | None:
        """Return the state after a change; None if it needs the new value of another field."""
        target = self.encoding.fields[change.symbol]
        low, high = change.low, min(change.high, target.high)
        match change.value:
            case Constant(value):
                return state.with_constant(target, min(max(value, low), high))
            case Operation("join" | "drop" as verb, (Read(symbol), Constant(mask))) if symbol == change.symbol:
                if symbol in state.computed:
                    return None
                bits = mask << target.shift
                put = state.put | bits if verb == "join" else state.put & ~bits
                return replace(state, keep=state.keep & ~bits, put=put)
            case Read() | Operation() as value:
                if self._reads_changed(value, state):
                    return None
                if symbols_of(value) == {target.symbol} and target.high - target.low < MAX_TABLE:
                    next_value, values = evaluator(value, {target.symbol: 0}), range(target.low, target.high + 1)
                    table = (min(max(next_value((old,)), low), high) - target.low for old in values)
                    return state.with_computed(target, tuple(table))
                return state.with_computed(target, self._clamped_source(value, target, low, high))
            case unknown:
                assert_never(unknown)

    def _clamped_source(self, value: Term, target: Field, low: int, high: int) -> str:
        """Return the source of the bits of a value clamped to a range; shorter for a step up or down."""
        match value:
            case Operation("+", (Read(target.symbol), Constant(step))) if step > 0 and low <= target.low:
                return _step_source(target, step, high)
            case Operation("-", (Read(target.symbol), Constant(step))) if step > 0 and low == target.low:
                return f"v if (v := (s & {target.bits}) - {step << target.shift}) > 0 else 0"
            case Constant() | Read() | Operation():
                source = term_source(value, self.encoding)
                clamped = f"({low} if (v := {source}) < {low} else {high} if v > {high} else v)"
                return f"{clamped} - {target.low} << {target.shift}"
            case unknown:
                assert_never(unknown)

    def is_resting_point(self, point: ProgramPoint) -> bool:
        """Return whether a game that reaches a point always waits for the player there."""
        flow = self.liveness.flow
        can_stay = fallback_of(flow, point) < 0 or (self.liveness.followed is None and has_constant_choice(flow, point))
        return can_stay and point in self.resting_points and not flow.rules(point)

    def _resting_source(self, point: ProgramPoint, state: PartialState) -> str:
        """Return the source of the state at a resting point, without dead bits and with equivalent values merged."""
        number = self.resting_points[point]
        mask = self.live_masks[number]
        for target, partition in self.merged_fields[number]:
            source = state.computed.get(target.symbol, f"s & {target.bits}")
            if isinstance(source, tuple):
                state = state.with_computed(target, tuple(representative(partition, value) for value in source))
            elif not state.has_changed(target) and self._is_merged_at(state.origin, target, partition):
                continue
            elif state.keep & target.bits or target.symbol in state.computed:
                merged = representative_source(partition, f"({source}) >> {target.shift}")
                state = state.with_computed(target, f"{merged} << {target.shift}")
            else:
                value = representative(partition, state.put >> target.shift & target.mask)
                state = state.with_constant(target, value + target.low)
        fields = self.encoding.fields
        computed = {symbol: source for symbol, source in state.computed.items() if fields[symbol].bits & mask}
        keep = state.keep & mask if state.keep != -1 else mask
        return PartialState(keep, state.put & mask | number, computed).source(fields)

    def _is_merged_at(self, origin: int, target: Field, partition: Partition) -> bool:
        """Return whether the values of a field at a resting point all represent their classes in a partition."""
        if origin < 0 or not self.live_masks[origin] & target.bits:
            return origin >= 0
        before = next((classes for other, classes in self.merged_fields[origin] if other is target), None)
        return before is not None and set(before) <= set(partition)


def assignment_source(change: Change, target: Field, encoding: StateEncoding) -> Iterator[str]:
    """Yield the lines that put a new value, clamped to the variable's range, into its field."""
    low, high = change.low, min(change.high, target.high)
    match change.value:
        case Constant(value):
            clamped = min(max(value, low), high) - target.low
            yield f"s = s & {~target.bits} | {clamped << target.shift}"
        case Operation("join", (Read(symbol), Constant(mask))) if symbol == change.symbol:
            yield f"s |= {mask << target.shift}"
        case Operation("drop", (Read(symbol), Constant(mask))) if symbol == change.symbol:
            yield f"s &= {~(mask << target.shift)}"
        case Read() | Operation() as value:
            yield f"v = {term_source(value, encoding)}"
            yield f"v = {low} if v < {low} else {high} if v > {high} else v"
            yield f"s = s & {~target.bits} | (v - {target.low}) << {target.shift}"
        case unknown:
            assert_never(unknown)


def count_draws(roll: Roll, target: Field, partition: Partition) -> tuple[tuple[int, int], ...]:
    """Return the values a roll can put into a field, as `value - low`, each with the number of draws that give it.

    Values of the same class of `partition` are counted together. The roll is clamped, so the least value also gets the
    draws below it, and the greatest those above it.
    """
    starts = sorted(set(partition))
    low, high = roll.low - target.low, min(roll.high, target.high) - target.low
    first, last = roll.first - target.low, roll.first + roll.size - 1 - target.low
    if isinstance(partition, bytes):
        counts: dict[int, int] = {}
        for value in range(low, high + 1):
            count = overlap(first, last, value if value > low else first, value if value < high else last)
            if count:
                counts[partition[value]] = counts.get(partition[value], 0) + count
        return tuple(counts.items())
    draws = []
    for start, following in zip(starts, [*starts[1:], high + 1], strict=True):
        count = overlap(first, last, start if start > low else first, following - 1 if following <= high else last)
        if count and following > low and start <= high:
            draws.append((start, count))
    return tuple(draws)


def overlap(first: int, last: int, low: int, high: int) -> int:
    """Return how many whole numbers two intervals share."""
    return max(0, min(last, high) - max(first, low) + 1)
