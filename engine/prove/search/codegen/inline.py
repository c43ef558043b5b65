"""Bodies that run straight to a rest, as one Python expression over a packed state `s`: most choices are such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from engine.expressions.language.symbols import symbols_of, visits_symbol
from engine.expressions.language.terms import Change, Constant, Operation, Read, Statement, Term
from engine.program import model
from engine.prove.analysis.control_flow import ProgramPoint
from engine.prove.analysis.flow_queries import otherwise_of
from engine.prove.analysis.liveness import Liveness
from engine.prove.search.state_encoder import stand_in
from engine.prove.search.state_encoding import Alike, Field, StateEncoding, source_of, stand_in_source

EFFORT = 24
"""How many steps may be written as one expression; a condition counts for several."""
FORK = 8


@dataclass(frozen=True, slots=True)
class PartialState:
    """A state under way from `s`."""

    keep: int = -1
    """The bits of `s` nothing has changed."""
    put: int = 0
    """Bits put in as they are."""
    computed: Mapping[str, str] = field(default_factory=dict)
    """By symbol, what was computed from `s`, as `value - low`."""

    def has_changed(self, found: Field) -> bool:
        """A field is not what it was in `s`."""
        return self.keep & found.bits != found.bits

    def with_constant(self, found: Field, value: int) -> PartialState:
        """A field with a value known now."""
        others = {symbol: source for symbol, source in self.computed.items() if symbol != found.symbol}
        return PartialState(self.keep & ~found.bits, self.put & ~found.bits | value - found.low << found.shift, others)

    def with_computed(self, found: Field, source: str) -> PartialState:
        """A field with a value computed from `s`."""
        emptied = self.with_constant(found, found.low)
        return replace(emptied, computed={**emptied.computed, found.symbol: source})

    def source(self, fields: Mapping[str, Field]) -> str:
        """The whole as an expression."""
        parts = ["s" if self.keep == -1 else f"s & {self.keep}"] if self.keep else []
        parts += [str(self.put)] if self.put or not parts else []
        parts += [f"({source}) << {fields[symbol].shift}" for symbol, source in self.computed.items()]
        return " | ".join(parts)


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes such expressions for one program."""

    relevance: Liveness
    packing: StateEncoding
    rests: Mapping[ProgramPoint, int]
    kept: Sequence[int]
    alike: Sequence[Alike]

    def source(self, place: ProgramPoint, state: PartialState, effort: int = EFFORT) -> str | None:
        """Where a state that comes to a place will rest; None if the way there cannot be one expression."""
        flow, arrived = self.relevance.flow, self.relevance.settle(place)
        if effort <= 0 or ("run", arrived.address) in self.relevance.goals:
            return None
        after = flow.after[arrived]
        match flow.instruction(arrived):
            case model.Set(statements):
                changed = self._changed(statements, after[0], state)
                return None if changed is None else self.source(after[0], changed, effort - 1)
            case model.EnterScene(scene):
                counted = self.counted(visits_symbol(scene), after[0], state)
                return None if counted is None else self.source(after[0], counted, effort - 1)
            case model.Branch(condition):
                return self._fork(condition, after, state, effort - FORK)
            case model.Say():
                return self.source(after[0], state, effort - 1)
            case model.Offer() | model.Return() | model.Back() | model.End():
                rests = arrived in self.rests and not flow.rules(arrived) and otherwise_of(flow, arrived) < 0
                return self._at_rest(self.rests[arrived], state) if rests else None
            case model.Jump() | model.Go() | model.Call() | model.Random() | model.Ask() | model.CheckRules():
                return None
            case unknown:
                assert_never(unknown)

    def counted(self, symbol: str, after: ProgramPoint, state: PartialState) -> PartialState | None:
        """A state with a count one higher, if anything after it asks for the count."""
        found = self.packing.fields.get(symbol)
        if found is None or not self.is_live(symbol, after):
            return state
        if state.has_changed(found):
            return None
        return state.with_computed(found, f"(v := s >> {found.shift} & {found.mask}) + (v < {found.high})")

    def is_live(self, symbol: str, place: ProgramPoint) -> bool:
        """Something after a place can still read a cell."""
        return bool(self.relevance.live[place] & self.relevance.table.of(symbol))

    def _fork(self, condition: Term, after: tuple[ProgramPoint, ...], state: PartialState, effort: int) -> str | None:
        if self.relevance.is_open_question(condition) or self._reads_changed(condition, state):
            return None
        yes, no = (self.source(arm, state, effort) for arm in after)
        return None if yes is None or no is None else f"({yes}) if {source_of(condition, self.packing)} else ({no})"

    def _reads_changed(self, term: Term, state: PartialState) -> bool:
        return any(state.has_changed(self.packing.fields[symbol]) for symbol in symbols_of(term))

    def _changed(
        self, statements: Sequence[Statement], after: ProgramPoint, state: PartialState
    ) -> PartialState | None:
        for at, statement in enumerate(statements):
            live = self.relevance.before_statements(statements[at + 1 :], self.relevance.live[after])
            if live & self.relevance.table.written_by(statement)[0]:
                changed = self._change(statement, state) if isinstance(statement, Change) else None
                if changed is None:
                    return None
                state = changed
        return state

    def _change(self, change: Change, state: PartialState) -> PartialState | None:
        found = self.packing.fields[change.symbol]
        low, high = change.low, min(change.high, found.high)
        match change.value:
            case Constant(value):
                return state.with_constant(found, min(max(value, low), high))
            case Operation("join" | "drop" as verb, (Read(symbol), Constant(mask))) if symbol == change.symbol:
                if symbol in state.computed:
                    return None
                bits = mask << found.shift
                put = state.put | bits if verb == "join" else state.put & ~bits
                return replace(state, keep=state.keep & ~bits, put=put)
            case Read() | Operation() as value:
                if self._reads_changed(value, state):
                    return None
                return state.with_computed(found, self._stopped(value, found, low, high))
            case unknown:
                assert_never(unknown)

    def _stopped(self, value: Term, found: Field, low: int, high: int) -> str:
        """A value that stops at the ends of a range, as `value - low` of its field."""
        here = f"s >> {found.shift} & {found.mask}"
        match value:
            case Operation("+", (Read(symbol), Constant(more))) if (
                symbol == found.symbol and more > 0 and low <= found.low
            ):
                return f"v if (v := ({here}) + {more}) < {high - found.low} else {high - found.low}"
            case Operation("-", (Read(symbol), Constant(less))) if (
                symbol == found.symbol and less > 0 and low == found.low
            ):
                return f"v if (v := ({here}) - {less}) > 0 else 0"
            case Constant() | Read() | Operation():
                stopped = f"{low} if (v := {source_of(value, self.packing)}) < {low} else {high} if v > {high} else v"
                return f"({stopped}) - {found.low}" if found.low else stopped
            case unknown:
                assert_never(unknown)

    def _at_rest(self, number: int, state: PartialState) -> str:
        """The state with only what matters there, and of values that are alike the one that stands for them."""
        kept = self.kept[number]
        for found, least in self.alike[number]:
            raw = state.computed.get(found.symbol, f"s >> {found.shift} & {found.mask}")
            if state.keep & found.bits or found.symbol in state.computed:
                state = state.with_computed(found, stand_in_source(least, raw))
            else:
                state = state.with_constant(found, stand_in(least, state.put >> found.shift & found.mask) + found.low)
        fields = self.packing.fields
        computed = {symbol: source for symbol, source in state.computed.items() if fields[symbol].bits & kept}
        keep = state.keep & kept if state.keep != -1 else kept
        return PartialState(keep, state.put & kept | number, computed).source(fields)
