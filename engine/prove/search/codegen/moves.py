"""Writes the moves of a program as the source of Python functions over packed states.

The source holds whole numbers, the operators of terms, and names made here; no text of an author reaches it. What the
functions do is checked against the plain runtime by the certificate.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, assert_never

from engine.expressions.language.symbols import visits_symbol
from engine.expressions.language.terms import Roll, Statement
from engine.program import model
from engine.prove import chance
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint
from engine.prove.analysis.flow_queries import (
    cyclic_places,
    otherwise_of,
    predecessor_counts,
    random_places,
    turn_order,
)
from engine.prove.analysis.goals import Moment
from engine.prove.analysis.liveness import Liveness
from engine.prove.analysis.value_classes import LARGEST, ValueClasses
from engine.prove.search.codegen.assignments import assignment_source
from engine.prove.search.codegen.choices import ChoicesWriter
from engine.prove.search.codegen.inline import InlineWriter
from engine.prove.search.state_encoder import Least
from engine.prove.search.state_encoding import Alike, Field, StateEncoding, kept_bits, source_of, stand_in_source

DEEPEST = 12
LONGEST = 200
"""Places whose steps stand in one function; longer ways go on in another."""


@dataclass(frozen=True, slots=True)
class CodePoint:
    """A place, and the statement of a `Set` there to go on from."""

    place: ProgramPoint
    statement: int = 0


@dataclass(slots=True)
class MovesWriter:
    """Source under construction."""

    flow: ControlFlow
    relevance: Liveness
    packing: StateEncoding
    rests: dict[ProgramPoint, int]
    """The number of each place the machine can rest at."""
    kept: tuple[int, ...]
    """By rest, the bits that matter there."""
    alike: tuple[Alike, ...]
    """By rest, the values that nothing can tell apart any more."""
    classes: dict[str, ValueClasses]
    """By symbol, the values that something can tell apart."""
    numbers: dict[CodePoint, int] = field(default_factory=dict)
    waiting: list[CodePoint] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    joins: dict[ProgramPoint, int] = field(default_factory=dict)
    """How many ways lead to each settled place."""
    chancy: set[ProgramPoint] = field(default_factory=set)
    """The places from which a number that matters can be drawn before the next rest."""
    circling: set[ProgramPoint] = field(default_factory=set)
    """The places from which the story may run on without a rest."""
    length: int = 0
    """Of the function being written, in places."""
    is_weighted: bool = False
    """The function being written gives weighted states: it may draw."""
    weighted_rests: set[int] = field(default_factory=set)
    """The rests whose moves carry weights."""

    def write(self) -> str:
        """All functions: `p0`, `p1` … give the moves of a rest, `first` the states a game can start in."""
        self.joins = predecessor_counts(self.flow, self.relevance)
        self.chancy = random_places(self.flow, self.relevance)
        self.circling = cyclic_places(self.flow)
        for rest, number in self.rests.items():
            self._rest_function(rest, number)
        self.is_weighted = True
        self._line(0, "def first(s, w):")
        self._first(CodePoint(self.flow.first))
        while self.waiting:
            self._function(self.waiting.pop())
        return "\n".join(self.lines) + "\n"

    def spots(self) -> tuple[chance.Spot, ...]:
        """Where the functions go on, by number; none where chance has no part."""
        if not self.chancy:
            return ()
        order = turn_order(self.flow)
        longest = max(spot.statement for spot in self.numbers) + 1
        return tuple(
            chance.Spot(order[spot.place] * longest + spot.statement, self._kept_at(spot)) for spot in self.numbers
        )

    def _kept_at(self, spot: CodePoint) -> int:
        """The bits of a state that matter where a function goes on."""
        live, instruction = self.relevance.live[spot.place], self.flow.instruction(spot.place)
        if spot.statement and isinstance(instruction, model.Set):
            after = self.relevance.live[self._next(spot.place)]
            live = self.relevance.before_statements(instruction.statements[spot.statement :], after)
        return kept_bits(self.relevance, self.packing, live)

    def _first(self, spot: CodePoint) -> None:
        if spot.place in self.chancy:
            self._line(1, f"return turned({self._number(spot)}, s, w)")
        else:
            self._line(1, f"return (({self._name(spot)}(s), w),)")

    @property
    def straight(self) -> InlineWriter:
        """What writes bodies that are one expression."""
        return InlineWriter(self.relevance, self.packing, self.rests, self.kept, self.alike)

    def _line(self, depth: int, text: str) -> None:
        self.lines.append(" " * depth + text)

    def _number(self, spot: CodePoint) -> int:
        if spot not in self.numbers:
            self.numbers[spot] = len(self.numbers)
            self.waiting.append(spot)
        return self.numbers[spot]

    def _rest_function(self, rest: ProgramPoint, number: int) -> None:
        self._line(0, f"def p{number}(s):")
        if not isinstance(self.flow.instruction(rest), model.Offer):
            self._line(1, "return (), ()")
            return
        offering = self._offering(rest)
        if offering.is_weighted:
            self.weighted_rests.add(number)
        for picking in self.flow.pickings(rest):
            is_open = f"({offering.is_open(picking.choice)})"
            self._watch("offered", picking.choice, 1, is_open)
            self._watch("locked", picking.choice, 1, f"not {is_open}")
        for line in offering.lines():
            self._line(1, line)

    def _offering(self, rest: ProgramPoint) -> ChoicesWriter:
        number, name = (lambda body: self._number(CodePoint(body))), (lambda body: self._name(CodePoint(body)))
        return ChoicesWriter(self.straight, self.chancy, self.circling, number, name, rest)

    def _function(self, spot: CodePoint) -> None:
        self.is_weighted, self.length = spot.place in self.chancy, 0
        self._line(0, f"def {self._name(spot)}({'s, w, go, rest' if self.is_weighted else 's'}):")
        self._body(spot, 1, True)

    def _name(self, spot: CodePoint) -> str:
        """A function's name; `d…` take a state and give the next, `n…` tell all that follows, with weights."""
        return f"{'n' if spot.place in self.chancy else 'd'}{self._number(spot)}"

    def _call(self, spot: CodePoint, depth: int) -> None:
        if spot.place in self.chancy:
            self._line(depth, f"go({self._number(spot)}, s, w); return")
        else:
            self._give(f"{self._name(spot)}(s)", depth)

    def _give(self, state: str, depth: int) -> None:
        self._line(depth, f"rest({state}, w); return" if self.is_weighted else f"return {state}")

    def _split(self, spot: CodePoint, depth: int, share: str, state: str = "s") -> None:
        """One of several ways chance can go."""
        if spot.place in self.chancy:
            self._line(depth, f"go({self._number(spot)}, {state}, w * {share})")
        else:
            self._line(depth, f"rest({self._name(spot)}({state}), w * {share})")

    def _body(self, spot: CodePoint, depth: int, is_head: bool = False) -> None:
        place = self.relevance.settle(spot.place) if not spot.statement else spot.place
        self.length += 1
        is_cut = self.joins.get(place, 0) > 1 or depth > DEEPEST or self.length > LONGEST
        if is_cut and not is_head and not self._is_rest(place):
            self._call(CodePoint(place, spot.statement), depth)
            return
        if not spot.statement:
            self._watch("run", place.address, depth)
        match self.flow.instruction(place):
            case model.Set(statements):
                self._statements(statements, spot.statement, place, depth)
            case model.EnterScene(scene):
                if self.straight.is_live(visits_symbol(scene), self._next(place)):
                    self._grow(visits_symbol(scene), depth)
                self._body(CodePoint(self._next(place)), depth)
            case model.Branch(condition):
                self._branch(condition, place, depth)
            case model.Random(weights):
                self._random(weights, place, depth)
            case model.CheckRules() | model.Offer() if place.rules_pending:
                self._rules(place, depth)
                self._body(CodePoint(self.flow.after[place][-1]), depth)
            case model.CheckRules() | model.Say() | model.Ask() | model.Jump() | model.Go() | model.Call():
                self._body(CodePoint(self._next(place)), depth)
            case model.Return() | model.Back() if self.flow.after[place]:
                self._body(CodePoint(self._next(place)), depth)
            case model.Return() | model.Back() | model.End():
                self._stop(place, depth)
            case model.Offer() as offer:
                self._come_to(offer, place, depth)
            case unknown:
                assert_never(unknown)

    def _watch(self, moment: Moment, at: int, depth: int, shown: str = "1") -> None:
        for number, condition in self.relevance.goals.get((moment, at), ()):
            holds = "1" if condition is None else source_of(condition, self.packing)
            self._line(depth, f"if {shown} and {holds}: met({number})")

    def _is_rest(self, place: ProgramPoint) -> bool:
        return place in self.rests and not self.flow.rules(place) and otherwise_of(self.flow, place) < 0

    def _next(self, place: ProgramPoint) -> ProgramPoint:
        return self.flow.after[place][0]

    def _branch(self, condition: Any, place: ProgramPoint, depth: int) -> None:
        yes, no = self.flow.after[place]
        if self.relevance.is_open_question(condition):
            self._split(CodePoint(yes), depth, "1")
            self._split(CodePoint(no), depth, "1")
            self._line(depth, "return")
            return
        self._line(depth, f"if {source_of(condition, self.packing)}:")
        self._body(CodePoint(yes), depth + 1)
        self._body(CodePoint(no), depth)

    def _random(self, weights: tuple[int, ...], place: ProgramPoint, depth: int) -> None:
        total = sum(weights)
        for weight, target in zip(weights, self.flow.after[place], strict=True):
            self._split(CodePoint(target), depth, f"F({weight}, {total})")
        self._line(depth, "return")

    def _rules(self, place: ProgramPoint, depth: int) -> None:
        for number in self.flow.rules(place):
            rule = self.flow.program.rules[number]
            if self.relevance.is_open_question(rule.condition):
                self._split(CodePoint(self.flow.rule_target(number)), depth, "1")
                continue
            flag = self.packing.fields[rule.flag]
            self._line(depth, f"if {source_of(rule.condition, self.packing)}:")
            self._line(depth + 1, f"if not s & {flag.bits}:")
            self._line(depth + 2, f"s |= {flag.bits}")
            self._call(CodePoint(self.flow.rule_target(number)), depth + 2)
            self._line(depth, f"else: s &= {~flag.bits}")

    def _come_to(self, offer: model.Offer, place: ProgramPoint, depth: int) -> None:
        if offer.otherwise >= 0 and self.relevance.known is not None:
            self._split(CodePoint(ProgramPoint(offer.otherwise, place.stack, False)), depth, "1")
        elif offer.otherwise >= 0:
            opens = [self._offering(place).is_open(picking.choice) for picking in self.flow.pickings(place)]
            self._line(depth, f"if not ({' or '.join(opens) or '0'}):")
            self._body(CodePoint(ProgramPoint(offer.otherwise, place.stack, False)), depth + 1)
        self._stop(place, depth)

    def _stop(self, place: ProgramPoint, depth: int) -> None:
        number = self.rests[place]
        for one, least in self.alike[number]:
            value = stand_in_source(least, f"s >> {one.shift} & {one.mask}")
            self._line(depth, f"s = s & {~one.bits} | {value} << {one.shift}")
        self._give(f"s & {self.kept[number]} | {number}", depth)

    def _statements(self, statements: tuple[Statement, ...], first: int, place: ProgramPoint, depth: int) -> None:
        after = self._next(place)
        for at in range(first, len(statements)):
            statement = statements[at]
            if not self._is_read_later(statements, at, after):
                continue
            target = self.packing.fields[statement.symbol]
            if isinstance(statement, Roll):
                classes = self.classes.get(statement.symbol)
                least = None if classes is None else classes.before_all(statements[at + 1 :], after)
                self._roll(statement, target, least, CodePoint(place, at + 1), depth)
                return
            for line in assignment_source(statement, target, self.packing):
                self._line(depth, line)
        self._body(CodePoint(after), depth)

    def _is_read_later(self, statements: tuple[Statement, ...], at: int, after: ProgramPoint) -> bool:
        live = self.relevance.before_statements(statements[at + 1 :], self.relevance.live[after])
        return bool(live & self.relevance.table.written_by(statements[at])[0])

    def _roll(self, roll: Roll, target: Field, least: Least | None, then: CodePoint, depth: int) -> None:
        if least is None and target.high - target.low <= LARGEST:
            least = bytes(range(target.high - target.low + 1))
        if least is None:
            low, high = roll.low, min(roll.high, target.high)
            self._line(depth, f"for v in range({roll.first}, {roll.first + roll.size}):")
            self._line(depth + 1, f"v = ({low} if v < {low} else {high} if v > {high} else v) - {target.low}; x = 1")
        else:
            self._line(depth, f"for v, x in {chance.draws_of(roll, target, least)}:")
        state = f"s & {~target.bits} | v << {target.shift}"
        self._split(then, depth + 1, f"F(x, {roll.size})", f"({state})")
        self._line(depth, "return")

    def _grow(self, symbol: str, depth: int) -> None:
        found = self.packing.fields[symbol]
        self._line(depth, f"s = grown(s, {found.shift}, {found.mask}, {found.high})")
