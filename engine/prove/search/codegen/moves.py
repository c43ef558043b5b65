"""Generates the successor functions of a program as Python source over encoded states.

The source holds whole numbers, the operators of terms, and names made here; no text of an author reaches it. The
certificate checks the functions against the plain runtime.
"""

from __future__ import annotations

from typing import assert_never

from engine.expressions.language.symbols import visits_symbol
from engine.expressions.language.terms import Roll, Statement, Term
from engine.program import model
from engine.prove.analysis.bit_layout import Field, Partition
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint
from engine.prove.analysis.flow_queries import cyclic_points, predecessor_counts, random_points, rank_within_turn
from engine.prove.analysis.goals import Moment
from engine.prove.analysis.liveness import Liveness
from engine.prove.analysis.value_classes import MAX_CLASSES, ValueClasses
from engine.prove.search.codegen.choices import ChoicesWriter
from engine.prove.search.codegen.compile import Continuation
from engine.prove.search.codegen.inline import InlineWriter, assignment_source, count_draws
from engine.prove.search.state_encoding import (
    MergedFields,
    StateEncoding,
    condition_source,
    live_mask,
    representative_source,
)
from engine.records import dataclass, field

MAX_DEPTH = 12
MAX_LENGTH = 200
"""In points; a longer function is divided."""


@dataclass(frozen=True, slots=True)
class CodePoint:
    """A program point, and the index of the statement of a `Set` to continue at."""

    point: ProgramPoint
    statement: int = 0


@dataclass(slots=True)
class MovesWriter:
    """Generates all functions of one program."""

    flow: ControlFlow
    liveness: Liveness
    encoding: StateEncoding
    resting_points: dict[ProgramPoint, int]
    """The number of each resting point."""
    live_masks: tuple[int, ...]
    """By resting point, the live bits of an encoded state."""
    merged_fields: tuple[MergedFields, ...]
    """By resting point, the fields of which some values are equivalent."""
    classes: dict[str, ValueClasses]
    """By symbol, the partitions of its values."""
    numbers: dict[CodePoint, int] = field(default_factory=dict)
    waiting: list[CodePoint] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    predecessors: dict[ProgramPoint, int] = field(default_factory=dict)
    """By point, how many live predecessors it has."""
    random_points: set[ProgramPoint] = field(default_factory=set)
    """The points from which a live random value can be drawn before the next resting point."""
    cyclic_points: set[ProgramPoint] = field(default_factory=set)
    """The points from which the story may run on without a resting point."""
    length: int = 0
    """Of the current function, in points."""
    is_weighted: bool = False
    """The current function may draw, and returns weighted states."""
    weighted_points: set[int] = field(default_factory=set)
    """The resting points whose transitions carry weights."""

    def write(self) -> str:
        """Generate all functions: `p0`, `p1` … return the transitions of resting points, `first` the initial states."""
        self.predecessors = predecessor_counts(self.flow, self.liveness)
        self.random_points = random_points(self.flow, self.liveness)
        self.cyclic_points = cyclic_points(self.flow)
        for point, number in self.resting_points.items():
            self._write_moves(point, number)
        self.is_weighted = True
        self._line(0, "def first(s, w):")
        self._write_initial(CodePoint(self.flow.entry))
        while self.waiting:
            self._write_continuation(self.waiting.pop())
        return "\n".join(self.lines) + "\n"

    def continuations(self) -> tuple[Continuation, ...]:
        """Return the points where functions continue, by number; none where nothing is drawn."""
        if not self.random_points:
            return ()
        order = rank_within_turn(self.flow)
        longest = max(target.statement for target in self.numbers) + 1
        return tuple(
            Continuation(order[target.point] * longest + target.statement, self._live_mask(target))
            for target in self.numbers
        )

    def _live_mask(self, target: CodePoint) -> int:
        """Return the bits of a state that are live where a function continues."""
        live, instruction = self.liveness.live[target.point], self.flow.instruction(target.point)
        if target.statement and isinstance(instruction, model.Set):
            after = self.liveness.live[self._successor(target.point)]
            live = self.liveness.live_before_statements(instruction.statements[target.statement :], after)
        return live_mask(self.liveness.table, self.encoding, live)

    def _write_initial(self, target: CodePoint) -> None:
        if target.point in self.random_points:
            self._line(1, f"return turn({self._number(target)}, s, w)")
        else:
            self._line(1, f"return (({self._name(target)}(s), w),)")

    @property
    def inline_writer(self) -> InlineWriter:
        """Return the writer that makes one expression of the body of a choice."""
        return InlineWriter(self.liveness, self.encoding, self.resting_points, self.live_masks, self.merged_fields)

    def _line(self, depth: int, text: str) -> None:
        self.lines.append(" " * depth + text)

    def _number(self, target: CodePoint) -> int:
        if target not in self.numbers:
            self.numbers[target] = len(self.numbers)
            self.waiting.append(target)
        return self.numbers[target]

    def _write_moves(self, point: ProgramPoint, number: int) -> None:
        if not isinstance(self.flow.instruction(point), model.Offer):
            self._line(0, f"def p{number}(s): return ()")
            return
        choices = self._choices(point)
        if choices.is_weighted:
            self.weighted_points.add(number)
            self._line(0, f"def p{number}(s): return w{number}(s)[1]")
        self._line(0, f"def {'w' if choices.is_weighted else 'p'}{number}(s):")
        for picking in self.flow.pickings(point):
            is_open = f"({choices.guard_source(picking.choice)})"
            self._write_goals("offered", picking.choice, 1, is_open)
            self._write_goals("locked", picking.choice, 1, f"not {is_open}")
        for line in choices.lines():
            self._line(1, line)

    def _choices(self, point: ProgramPoint) -> ChoicesWriter:
        number, name = (lambda body: self._number(CodePoint(body))), (lambda body: self._name(CodePoint(body)))
        return ChoicesWriter(self.inline_writer, self.random_points, self.cyclic_points, number, name, point)

    def _write_continuation(self, target: CodePoint) -> None:
        self.is_weighted, self.length = target.point in self.random_points, 0
        self._line(0, f"def {self._name(target)}({'s, w, go, rest' if self.is_weighted else 's'}):")
        self._write_body(target, 1, True)

    def _name(self, target: CodePoint) -> str:
        """Return the name of a function: `d…` map a state to the next, `n…` yield all that follow, with weights."""
        return f"{'n' if target.point in self.random_points else 'd'}{self._number(target)}"

    def _write_call(self, target: CodePoint, depth: int) -> None:
        if target.point in self.random_points:
            self._line(depth, f"go({self._number(target)}, s, w); return")
        else:
            self._write_return(f"{self._name(target)}(s)", depth)

    def _write_return(self, state: str, depth: int) -> None:
        self._line(depth, f"rest({state}, w); return" if self.is_weighted else f"return {state}")

    def _write_outcome(self, target: CodePoint, depth: int, share: str, state: str = "s") -> None:
        """Write one outcome of a random draw or a nondeterministic condition."""
        if target.point in self.random_points:
            self._line(depth, f"go({self._number(target)}, {state}, w * {share})")
        else:
            self._line(depth, f"rest({self._name(target)}({state}), w * {share})")

    def _write_body(self, target: CodePoint, depth: int, is_head: bool = False) -> None:
        """Write the code from a point on, to a return; where paths meet or the function is long, call another."""
        point = self.liveness.first_live_point(target.point) if not target.statement else target.point
        self.length += 1
        is_cut = self.predecessors.get(point, 0) > 1 or depth > MAX_DEPTH or self.length > MAX_LENGTH
        if is_cut and not is_head and not self.inline_writer.is_resting_point(point):
            self._write_call(CodePoint(point, target.statement), depth)
            return
        if not target.statement:
            self._write_goals("run", point.address, depth)
        match self.flow.instruction(point):
            case model.Set(statements):
                self._write_statements(statements, target.statement, point, depth)
            case model.EnterScene(scene):
                if self.inline_writer.is_live(visits_symbol(scene), self._successor(point)):
                    self._write_increment(visits_symbol(scene), depth)
                self._write_body(CodePoint(self._successor(point)), depth)
            case model.Branch(condition):
                self._write_branch(condition, point, depth)
            case model.Random(weights):
                self._write_random(weights, point, depth)
            case model.CheckRules() | model.Offer() if point.rules_pending:
                self._write_rules(point, depth)
                self._write_body(CodePoint(self.flow.successors[point][-1]), depth)
            case model.CheckRules() | model.Say() | model.Ask() | model.Jump() | model.Go() | model.Call():
                self._write_body(CodePoint(self._successor(point)), depth)
            case model.Return() | model.Back() if self.flow.successors[point]:
                self._write_body(CodePoint(self._successor(point)), depth)
            case model.Return() | model.Back() | model.End():
                self._write_resting_state(point, depth)
            case model.Offer() as offer:
                self._write_offer(offer, point, depth)
            case unknown:
                assert_never(unknown)

    def _write_goals(self, moment: Moment, at: int, depth: int, guard: str = "1") -> None:
        """Write the calls that report the goals watched at a moment."""
        for number, condition in self.liveness.goals.get((moment, at), ()):
            holds = "1" if condition is None else condition_source(condition, self.encoding)
            self._line(depth, f"if {guard} and {holds}: goal({number})")

    def _successor(self, point: ProgramPoint) -> ProgramPoint:
        return self.flow.successors[point][0]

    def _write_branch(self, condition: Term, point: ProgramPoint, depth: int) -> None:
        yes, no = self.flow.successors[point]
        if self.liveness.is_nondeterministic(condition):
            self._write_outcome(CodePoint(yes), depth, "1")
            self._write_outcome(CodePoint(no), depth, "1")
            self._line(depth, "return")
            return
        self._line(depth, f"if {condition_source(condition, self.encoding)}:")
        self._write_body(CodePoint(yes), depth + 1)  # ends with a return, so no `else` is needed
        self._write_body(CodePoint(no), depth)

    def _write_random(self, weights: tuple[int, ...], point: ProgramPoint, depth: int) -> None:
        total = sum(weights)
        for weight, target in zip(weights, self.flow.successors[point], strict=True):
            self._write_outcome(CodePoint(target), depth, f"F({weight}, {total})")
        self._line(depth, "return")

    def _write_rules(self, point: ProgramPoint, depth: int) -> None:
        """Write the checks of the rules; a rule leads to its scene each time its condition becomes true."""
        for number in self.flow.rules(point):
            rule = self.flow.program.rules[number]
            if self.liveness.is_nondeterministic(rule.condition):
                self._write_outcome(CodePoint(self.flow.rule_target(number)), depth, "1")
                continue
            flag = self.encoding.fields[rule.flag]
            self._line(depth, f"if {condition_source(rule.condition, self.encoding)}:")
            self._line(depth + 1, f"if not s & {flag.bits}:")
            self._line(depth + 2, f"s |= {flag.bits}")
            self._write_call(CodePoint(self.flow.rule_target(number)), depth + 2)
            self._line(depth, f"else: s &= {~flag.bits}")

    def _write_offer(self, offer: model.Offer, point: ProgramPoint, depth: int) -> None:
        if offer.otherwise >= 0 and self.liveness.followed is not None:
            self._write_outcome(CodePoint(ProgramPoint(offer.otherwise, point.stack, False)), depth, "1")
        elif offer.otherwise >= 0:
            guards = [self._choices(point).guard_source(picking.choice) for picking in self.flow.pickings(point)]
            if "1" not in guards:
                self._line(depth, f"if not ({' or '.join(guards) or '0'}):")
                self._write_body(CodePoint(ProgramPoint(offer.otherwise, point.stack, False)), depth + 1)
        self._write_resting_state(point, depth)

    def _write_resting_state(self, point: ProgramPoint, depth: int) -> None:
        """Write the return of the state at a resting point: equivalent values merged, dead bits cleared."""
        number = self.resting_points[point]
        for target, partition in self.merged_fields[number]:
            value = representative_source(partition, f"s >> {target.shift} & {target.mask}")
            self._line(depth, f"s = s & {~target.bits} | {value} << {target.shift}")
        self._write_return(f"s & {self.live_masks[number]} | {number}", depth)

    def _write_statements(self, statements: tuple[Statement, ...], first: int, point: ProgramPoint, depth: int) -> None:
        after = self._successor(point)
        for at in range(first, len(statements)):
            statement = statements[at]
            if not self.liveness.is_live_write(statements, at, after):
                continue
            target = self.encoding.fields[statement.symbol]
            if isinstance(statement, Roll):
                classes = self.classes.get(statement.symbol)
                partition = None if classes is None else classes.before_statements_at(statements[at + 1 :], after)
                self._write_roll(statement, target, partition, CodePoint(point, at + 1), depth)
                return
            for line in assignment_source(statement, target, self.encoding):
                self._line(depth, line)
        self._write_body(CodePoint(after), depth)

    def _write_roll(self, roll: Roll, target: Field, partition: Partition | None, then: CodePoint, depth: int) -> None:
        """Write a loop over the values of a roll; in it `v` is the value and `x` the number of draws that give it."""
        if partition is None and target.high - target.low <= MAX_CLASSES:
            partition = bytes(range(target.high - target.low + 1))
        if partition is None:
            low, high = roll.low, min(roll.high, target.high)
            self._line(depth, f"for v in range({roll.first}, {roll.first + roll.size}):")
            self._line(depth + 1, f"v = ({low} if v < {low} else {high} if v > {high} else v) - {target.low}; x = 1")
        else:
            self._line(depth, f"for v, x in {count_draws(roll, target, partition)}:")
        state = f"s & {~target.bits} | v << {target.shift}"
        self._write_outcome(then, depth + 1, f"F(x, {roll.size})", f"({state})")
        self._line(depth, "return")

    def _write_increment(self, symbol: str, depth: int) -> None:
        count = self.encoding.fields[symbol]
        self._line(depth, f"s = increment(s, {count.shift}, {count.mask}, {count.high})")
