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
from engine.prove.analysis.bit_layout import Field, Partition
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint
from engine.prove.analysis.flow_queries import (
    cyclic_points,
    fallback_of,
    predecessor_counts,
    random_points,
    rank_within_turn,
)
from engine.prove.analysis.goals import Moment
from engine.prove.analysis.liveness import Liveness
from engine.prove.analysis.value_classes import MAX_CLASSES, ValueClasses
from engine.prove.search.codegen.choices import ChoicesWriter
from engine.prove.search.codegen.compile import Continuation
from engine.prove.search.codegen.inline import InlineWriter, assignment_source, count_draws
from engine.prove.search.state_encoding import (
    MergedFields,
    StateEncoding,
    live_mask,
    representative_source,
    term_source,
)

MAX_DEPTH = 12
MAX_LENGTH = 200
"""Places whose steps stand in one function; longer ways go on in another."""


@dataclass(frozen=True, slots=True)
class CodePoint:
    """A place, and the statement of a `Set` there to go on from."""

    point: ProgramPoint
    statement: int = 0


@dataclass(slots=True)
class MovesWriter:
    """Source under construction."""

    flow: ControlFlow
    liveness: Liveness
    encoding: StateEncoding
    resting_points: dict[ProgramPoint, int]
    """The number of each place the machine can rest at."""
    live_masks: tuple[int, ...]
    """By rest, the bits that matter there."""
    merged_fields: tuple[MergedFields, ...]
    """By rest, the values that nothing can tell apart any more."""
    classes: dict[str, ValueClasses]
    """By symbol, the values that something can tell apart."""
    numbers: dict[CodePoint, int] = field(default_factory=dict)
    waiting: list[CodePoint] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    predecessors: dict[ProgramPoint, int] = field(default_factory=dict)
    """How many ways lead to each settled place."""
    random_points: set[ProgramPoint] = field(default_factory=set)
    """The places from which a number that matters can be drawn before the next rest."""
    cyclic_points: set[ProgramPoint] = field(default_factory=set)
    """The places from which the story may run on without a rest."""
    length: int = 0
    """Of the function being written, in places."""
    is_weighted: bool = False
    """The function being written gives weighted states: it may draw."""
    weighted_points: set[int] = field(default_factory=set)
    """The rests whose moves carry weights."""

    def write(self) -> str:
        """All functions: `p0`, `p1` … give the moves of a rest, `first` the states a game can start in."""
        self.predecessors = predecessor_counts(self.flow, self.liveness)
        self.random_points = random_points(self.flow, self.liveness)
        self.cyclic_points = cyclic_points(self.flow)
        for rest, number in self.resting_points.items():
            self._write_moves(rest, number)
        self.is_weighted = True
        self._line(0, "def first(s, w):")
        self._write_initial(CodePoint(self.flow.entry))
        while self.waiting:
            self._write_continuation(self.waiting.pop())
        return "\n".join(self.lines) + "\n"

    def continuations(self) -> tuple[Continuation, ...]:
        """Where the functions go on, by number; none where chance has no part."""
        if not self.random_points:
            return ()
        order = rank_within_turn(self.flow)
        longest = max(spot.statement for spot in self.numbers) + 1
        return tuple(
            Continuation(order[spot.point] * longest + spot.statement, self._live_mask(spot)) for spot in self.numbers
        )

    def _live_mask(self, spot: CodePoint) -> int:
        """The bits of a state that matter where a function goes on."""
        live, instruction = self.liveness.live[spot.point], self.flow.instruction(spot.point)
        if spot.statement and isinstance(instruction, model.Set):
            after = self.liveness.live[self._successor(spot.point)]
            live = self.liveness.before_statements(instruction.statements[spot.statement :], after)
        return live_mask(self.liveness.table, self.encoding, live)

    def _write_initial(self, spot: CodePoint) -> None:
        if spot.point in self.random_points:
            self._line(1, f"return turned({self._number(spot)}, s, w)")
        else:
            self._line(1, f"return (({self._name(spot)}(s), w),)")

    @property
    def inline(self) -> InlineWriter:
        """What writes bodies that are one expression."""
        return InlineWriter(self.liveness, self.encoding, self.resting_points, self.live_masks, self.merged_fields)

    def _line(self, depth: int, text: str) -> None:
        self.lines.append(" " * depth + text)

    def _number(self, spot: CodePoint) -> int:
        if spot not in self.numbers:
            self.numbers[spot] = len(self.numbers)
            self.waiting.append(spot)
        return self.numbers[spot]

    def _write_moves(self, rest: ProgramPoint, number: int) -> None:
        self._line(0, f"def p{number}(s):")
        if not isinstance(self.flow.instruction(rest), model.Offer):
            self._line(1, "return (), ()")
            return
        offering = self._choices(rest)
        if offering.is_weighted:
            self.weighted_points.add(number)
        for picking in self.flow.pickings(rest):
            is_open = f"({offering.guard_source(picking.choice)})"
            self._write_goals("offered", picking.choice, 1, is_open)
            self._write_goals("locked", picking.choice, 1, f"not {is_open}")
        for line in offering.lines():
            self._line(1, line)

    def _choices(self, rest: ProgramPoint) -> ChoicesWriter:
        number, name = (lambda body: self._number(CodePoint(body))), (lambda body: self._name(CodePoint(body)))
        return ChoicesWriter(self.inline, self.random_points, self.cyclic_points, number, name, rest)

    def _write_continuation(self, spot: CodePoint) -> None:
        self.is_weighted, self.length = spot.point in self.random_points, 0
        self._line(0, f"def {self._name(spot)}({'s, w, go, rest' if self.is_weighted else 's'}):")
        self._write_body(spot, 1, True)

    def _name(self, spot: CodePoint) -> str:
        """A function's name; `d…` take a state and give the next, `n…` tell all that follows, with weights."""
        return f"{'n' if spot.point in self.random_points else 'd'}{self._number(spot)}"

    def _write_call(self, spot: CodePoint, depth: int) -> None:
        if spot.point in self.random_points:
            self._line(depth, f"go({self._number(spot)}, s, w); return")
        else:
            self._write_return(f"{self._name(spot)}(s)", depth)

    def _write_return(self, state: str, depth: int) -> None:
        self._line(depth, f"rest({state}, w); return" if self.is_weighted else f"return {state}")

    def _write_outcome(self, spot: CodePoint, depth: int, share: str, state: str = "s") -> None:
        """One of several ways chance can go."""
        if spot.point in self.random_points:
            self._line(depth, f"go({self._number(spot)}, {state}, w * {share})")
        else:
            self._line(depth, f"rest({self._name(spot)}({state}), w * {share})")

    def _write_body(self, spot: CodePoint, depth: int, is_head: bool = False) -> None:
        place = self.liveness.skip_dead(spot.point) if not spot.statement else spot.point
        self.length += 1
        is_cut = self.predecessors.get(place, 0) > 1 or depth > MAX_DEPTH or self.length > MAX_LENGTH
        if is_cut and not is_head and not self._is_rest(place):
            self._write_call(CodePoint(place, spot.statement), depth)
            return
        if not spot.statement:
            self._write_goals("run", place.address, depth)
        match self.flow.instruction(place):
            case model.Set(statements):
                self._write_statements(statements, spot.statement, place, depth)
            case model.EnterScene(scene):
                if self.inline.is_live(visits_symbol(scene), self._successor(place)):
                    self._write_increment(visits_symbol(scene), depth)
                self._write_body(CodePoint(self._successor(place)), depth)
            case model.Branch(condition):
                self._write_branch(condition, place, depth)
            case model.Random(weights):
                self._write_random(weights, place, depth)
            case model.CheckRules() | model.Offer() if place.rules_pending:
                self._write_rules(place, depth)
                self._write_body(CodePoint(self.flow.successors[place][-1]), depth)
            case model.CheckRules() | model.Say() | model.Ask() | model.Jump() | model.Go() | model.Call():
                self._write_body(CodePoint(self._successor(place)), depth)
            case model.Return() | model.Back() if self.flow.successors[place]:
                self._write_body(CodePoint(self._successor(place)), depth)
            case model.Return() | model.Back() | model.End():
                self._write_rest(place, depth)
            case model.Offer() as offer:
                self._write_offer(offer, place, depth)
            case unknown:
                assert_never(unknown)

    def _write_goals(self, moment: Moment, at: int, depth: int, shown: str = "1") -> None:
        for number, condition in self.liveness.goals.get((moment, at), ()):
            holds = "1" if condition is None else term_source(condition, self.encoding)
            self._line(depth, f"if {shown} and {holds}: met({number})")

    def _is_rest(self, place: ProgramPoint) -> bool:
        return place in self.resting_points and not self.flow.rules(place) and fallback_of(self.flow, place) < 0

    def _successor(self, place: ProgramPoint) -> ProgramPoint:
        return self.flow.successors[place][0]

    def _write_branch(self, condition: Any, place: ProgramPoint, depth: int) -> None:
        yes, no = self.flow.successors[place]
        if self.liveness.is_nondeterministic(condition):
            self._write_outcome(CodePoint(yes), depth, "1")
            self._write_outcome(CodePoint(no), depth, "1")
            self._line(depth, "return")
            return
        self._line(depth, f"if {term_source(condition, self.encoding)}:")
        self._write_body(CodePoint(yes), depth + 1)
        self._write_body(CodePoint(no), depth)

    def _write_random(self, weights: tuple[int, ...], place: ProgramPoint, depth: int) -> None:
        total = sum(weights)
        for weight, target in zip(weights, self.flow.successors[place], strict=True):
            self._write_outcome(CodePoint(target), depth, f"F({weight}, {total})")
        self._line(depth, "return")

    def _write_rules(self, place: ProgramPoint, depth: int) -> None:
        for number in self.flow.rules(place):
            rule = self.flow.program.rules[number]
            if self.liveness.is_nondeterministic(rule.condition):
                self._write_outcome(CodePoint(self.flow.rule_target(number)), depth, "1")
                continue
            flag = self.encoding.fields[rule.flag]
            self._line(depth, f"if {term_source(rule.condition, self.encoding)}:")
            self._line(depth + 1, f"if not s & {flag.bits}:")
            self._line(depth + 2, f"s |= {flag.bits}")
            self._write_call(CodePoint(self.flow.rule_target(number)), depth + 2)
            self._line(depth, f"else: s &= {~flag.bits}")

    def _write_offer(self, offer: model.Offer, place: ProgramPoint, depth: int) -> None:
        if offer.otherwise >= 0 and self.liveness.followed is not None:
            self._write_outcome(CodePoint(ProgramPoint(offer.otherwise, place.stack, False)), depth, "1")
        elif offer.otherwise >= 0:
            opens = [self._choices(place).guard_source(picking.choice) for picking in self.flow.pickings(place)]
            self._line(depth, f"if not ({' or '.join(opens) or '0'}):")
            self._write_body(CodePoint(ProgramPoint(offer.otherwise, place.stack, False)), depth + 1)
        self._write_rest(place, depth)

    def _write_rest(self, place: ProgramPoint, depth: int) -> None:
        number = self.resting_points[place]
        for one, least in self.merged_fields[number]:
            value = representative_source(least, f"s >> {one.shift} & {one.mask}")
            self._line(depth, f"s = s & {~one.bits} | {value} << {one.shift}")
        self._write_return(f"s & {self.live_masks[number]} | {number}", depth)

    def _write_statements(self, statements: tuple[Statement, ...], first: int, place: ProgramPoint, depth: int) -> None:
        after = self._successor(place)
        for at in range(first, len(statements)):
            statement = statements[at]
            if not self.liveness.is_live_write(statements, at, after):
                continue
            target = self.encoding.fields[statement.symbol]
            if isinstance(statement, Roll):
                classes = self.classes.get(statement.symbol)
                least = None if classes is None else classes.before_statements_at(statements[at + 1 :], after)
                self._write_roll(statement, target, least, CodePoint(place, at + 1), depth)
                return
            for line in assignment_source(statement, target, self.encoding):
                self._line(depth, line)
        self._write_body(CodePoint(after), depth)

    def _write_roll(self, roll: Roll, target: Field, least: Partition | None, then: CodePoint, depth: int) -> None:
        if least is None and target.high - target.low <= MAX_CLASSES:
            least = bytes(range(target.high - target.low + 1))
        if least is None:
            low, high = roll.low, min(roll.high, target.high)
            self._line(depth, f"for v in range({roll.first}, {roll.first + roll.size}):")
            self._line(depth + 1, f"v = ({low} if v < {low} else {high} if v > {high} else v) - {target.low}; x = 1")
        else:
            self._line(depth, f"for v, x in {count_draws(roll, target, least)}:")
        state = f"s & {~target.bits} | v << {target.shift}"
        self._write_outcome(then, depth + 1, f"F(x, {roll.size})", f"({state})")
        self._line(depth, "return")

    def _write_increment(self, symbol: str, depth: int) -> None:
        found = self.encoding.fields[symbol]
        self._line(depth, f"s = grown(s, {found.shift}, {found.mask}, {found.high})")
