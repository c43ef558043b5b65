"""Computes which cells are live at every program point: those read later before they are overwritten.

Faint-variable liveness by backward fixpoint over the inlined control-flow graph: a cell that is only read to compute
a cell nobody reads is dead, and so is what decides a branch whose arms lead to the same point (Horwitz, Demers and
Teitelbaum 1987). A set of live cells is a mask over the bits of a `BitTable`, with one bit for each member of a set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from engine.expressions.language.symbols import symbols_of, took_symbol, visits_symbol
from engine.expressions.language.terms import Statement, Term
from engine.program import model
from engine.prove.analysis.bit_layout import Bits, BitTable, union
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint, solve_backward
from engine.prove.analysis.goals import Moment, PointGoals
from engine.records import NamedTuple, dataclass, field

MOMENTS_AT_OFFER: tuple[Moment, ...] = ("offered", "locked")


class Effect(NamedTuple):
    """How the bits live before a point follow from those live before its successors."""

    read: Bits
    successors: tuple[tuple[int, Bits], ...]
    """Each by its number, with the bits that it can make live here."""
    statements: tuple[tuple[Bits, Bits], ...]
    """The bits that each statement overwrites and those it reads, last first."""


@dataclass(slots=True)
class Liveness:
    """The live bits of one program with respect to one set of queries."""

    flow: ControlFlow
    table: BitTable
    queried: Bits
    """What the properties read, at every resting point."""
    goals: PointGoals
    """The goals whose conditions are read."""
    followed: frozenset[str] | None = None
    """The symbols whose values are followed; a condition on others is nondeterministic. None to follow all."""
    redundant_flags: frozenset[tuple[ProgramPoint, int]] = frozenset()
    """Once-choices, as offer and choice, whose flag no condition can distinguish."""
    live: dict[ProgramPoint, Bits] = field(default_factory=dict)
    """By point, the bits live before it."""
    _effects: dict[int, Effect] = field(default_factory=dict)
    """By number of a point."""
    _skip_targets: dict[ProgramPoint, ProgramPoint] = field(default_factory=dict)
    _in_progress: set[ProgramPoint] = field(default_factory=set)
    """The points being skipped; reaching one again closes a cycle."""
    _open_branches: set[ProgramPoint] = field(default_factory=set)
    """The branches whose arms are being followed; one that reaches itself is not skipped."""

    def solve(self) -> None:
        """Compute the least fixpoint, remove branches whose arms lead to the same point, and repeat until stable."""
        for number, point in enumerate(self.flow.points):
            if number not in self._effects or isinstance(self.flow.instruction(point), model.Offer):
                self._effects[number] = self._effect(point)  # that of an offer depends on the redundant flags
        branches = [point for point in self.flow.points if isinstance(self.flow.instruction(point), model.Branch)]
        before = None
        while (irrelevant := set(filter(self.is_irrelevant_branch, branches))) != before:
            self._solve_fixpoint({self.flow.numbers[point] for point in irrelevant})
            before, self._skip_targets = irrelevant, {}
            for point in reversed(self.flow.successors):
                self.first_live_point(point)  # fills `_skip_targets`

    def _solve_fixpoint(self, irrelevant: set[int]) -> None:
        effects, live = self._effects, [0] * len(self._effects)

        def update(number: int) -> bool:
            effect, after = effects[number], 0
            for successor, mask in effect.successors:
                after |= live[successor] & mask
            for written, read in effect.statements:
                if after & written:
                    after = after & ~written | read
            after |= 0 if number in irrelevant else effect.read
            is_changed = after != live[number]
            live[number] = after
            return is_changed

        solve_backward(self.flow, range(len(effects)), update)
        self.live = dict(zip(self.flow.points, live, strict=True))

    def is_nondeterministic(self, term: Term | None) -> bool:
        """Return whether a condition reads a symbol that is not followed, so that both outcomes are possible."""
        return self.followed is not None and term is not None and not symbols_of(term) <= self.followed

    def reads(self, term: Term | None) -> Bits:
        """Return the bits a condition reads; none if it is nondeterministic."""
        return 0 if self.is_nondeterministic(term) else self.table.read_by(term)

    def tracks_flag(self, point: ProgramPoint, choice: int) -> bool:
        """Return whether the encoded state records that a once-choice was picked."""
        definition = self.flow.program.choices[choice]
        symbol = took_symbol(definition.address)
        return (
            definition.once
            and (point, choice) not in self.redundant_flags
            and (self.followed is None or symbol in self.followed)
        )

    def _effect(self, point: ProgramPoint) -> Effect:
        """Return how the bits live before a point follow from those live before its successors."""
        flow, instruction = self.flow, self.flow.instruction(point)
        read, masks = self._read_by_goals("run", point.address), [-1] * len(flow.successors[point])
        if isinstance(instruction, model.Branch):
            read |= self.reads(instruction.condition)
        elif isinstance(instruction, model.CheckRules | model.Offer) and point.rules_pending:
            read |= self._read_by_rules(point)
        elif isinstance(instruction, model.Offer):
            flags = [self._flag(picking.choice) for picking in flow.pickings(point)]
            masks[len(masks) - len(flags) :] = [~flag for flag in flags]
            read |= self._read_by_offer(point, flags) | self.queried
        elif isinstance(instruction, model.End):
            read |= self.queried
        statements = reversed(flow.statements[point.address])
        successors = (flow.numbers[successor] for successor in flow.successors[point])
        return Effect(read, tuple(zip(successors, masks, strict=True)), tuple(map(self.table.written_by, statements)))

    def _read_by_goals(self, moment: Moment, at: int) -> Bits:
        return union(map(self.table.read_by, self.goal_conditions(moment, at)))

    def goal_conditions(self, moment: Moment, at: int) -> Iterator[Term]:
        """Yield the conditions of the goals watched at a moment."""
        return (condition for _, condition in self.goals.get((moment, at), ()) if condition is not None)

    def live_before_statements(self, statements: Sequence[Statement], live: Bits) -> Bits:
        """Return the bits live before some statements, given those live after them."""
        for statement in reversed(statements):
            written, read = self.table.written_by(statement)
            if live & written:
                live = live & ~written | read
        return live

    def is_live_write(self, statements: Sequence[Statement], number: int, after: ProgramPoint) -> bool:
        """Return whether a statement writes live bits; `after` is the point that follows all the statements."""
        live = self.live_before_statements(statements[number + 1 :], self.live[after])
        return bool(live & self.table.written_by(statements[number])[0])

    def live_anywhere(self) -> Bits:
        """Return the bits live at any point, also between the statements of one instruction."""
        anywhere = union(self.live.values())
        for point, successors in self.flow.successors.items():
            statements = self.flow.statements[point.address]
            for at in range(1, len(statements)):
                anywhere |= self.live_before_statements(statements[at:], self.live[successors[0]])
        return anywhere

    def _read_by_rules(self, point: ProgramPoint) -> Bits:
        rules = (self.flow.program.rules[number] for number in self.flow.rules(point))
        return union(
            self.table.read_by(rule.condition) | self.table.cell_bits(rule.flag)
            for rule in rules
            if not self.is_nondeterministic(rule.condition)
        )

    def _flag(self, choice: int) -> Bits:
        """Return the bit that records that a choice was picked; 0 if there is none."""
        symbol = took_symbol(self.flow.program.choices[choice].address)
        return self.table.cell_bits(symbol) if symbol in self.table.positions else 0

    def _read_by_offer(self, point: ProgramPoint, flags: Sequence[Bits]) -> Bits:
        """Return the bits that the guards, the flags and the goals of the choices of an offer read."""
        read = 0
        for picking, flag in zip(self.flow.pickings(point), flags, strict=True):
            read |= self.reads(self.flow.program.choices[picking.choice].when)
            read |= flag if self.tracks_flag(point, picking.choice) else 0
            read |= union(self._read_by_goals(moment, picking.choice) for moment in MOMENTS_AT_OFFER)
        return read

    def is_irrelevant_branch(self, point: ProgramPoint) -> bool:
        """Return whether all arms of a branch lead to the same point."""
        arms = {self._skip_targets.get(arm) for arm in self.flow.successors[point]}
        return len(arms) == 1 and None not in arms

    def first_live_point(self, point: ProgramPoint) -> ProgramPoint:
        """Return the first point from here on whose instruction affects something live."""
        path: list[ProgramPoint] = []
        while point not in self._skip_targets and point not in self._in_progress:
            self._in_progress.add(point)
            path.append(point)
            successor = self._successor_if_dead(point)
            if successor is None:
                break
            point = successor
        while (end := self._skip_targets.get(point, point)) != point:
            point = end
        self._skip_targets.update(dict.fromkeys(path, end))
        self._in_progress.difference_update(path)
        return end

    def _successor_if_dead(self, point: ProgramPoint) -> ProgramPoint | None:
        """Return the successor of a point if its instruction affects nothing live, else None."""
        after = self.flow.successors[point]
        if ("run", point.address) in self.goals:
            return None
        match self.flow.instruction(point):
            case model.Offer() if point.rules_pending and not self.flow.rules(point):
                return after[0]
            case model.Offer() | model.End():
                return None
            case model.CheckRules() if self.flow.rules(point):
                return None
            case model.Set(statements):
                live = self.live[after[0]]
                return None if any(live & self.table.written_by(statement)[0] for statement in statements) else after[0]
            case model.EnterScene(scene):
                return None if self.live[after[0]] & self.table.cell_bits(visits_symbol(scene)) else after[0]
            case model.Branch() | model.Random():
                return self._skip_branch(point)
            case model.Say() | model.Jump() | model.Go() | model.Call() | model.Return() | model.Back():
                return after[0] if after else None
            case model.Ask() | model.CheckRules():
                return after[0]
            case unknown:
                assert_never(unknown)

    def _skip_branch(self, point: ProgramPoint) -> ProgramPoint | None:
        """Return the point where all arms lead, if it is the same."""
        if point in self._open_branches:
            return None
        self._open_branches.add(point)
        ends = {self.first_live_point(arm) for arm in self.flow.successors[point]}
        self._open_branches.discard(point)
        return ends.pop() if len(ends) == 1 else None
