"""Computes an over-approximation of the values of every cell at every program point.

Value analysis by forward fixpoint over the inlined control-flow graph, in the domain of `value_sets`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from heapq import heappop, heappush
from operator import or_
from typing import assert_never

from engine.expressions.language.symbols import TURNS, took_symbol, visits_symbol
from engine.expressions.language.terms import Term
from engine.program import model
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint, can_rest, reverse_postorder
from engine.prove.analysis.goals import Goal
from engine.prove.analysis.thresholds import saturation_bounds
from engine.prove.analysis.value_sets import Values, ValueSets, value_sets
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class ValueRanges:
    """The possible values before each point; a point without any is unreachable."""

    flow: ControlFlow
    domain: ValueSets
    at: dict[ProgramPoint, Values]
    anywhere: Values
    """The possible values at any point."""

    def range_of(self, symbol: str) -> tuple[int, int] | None:
        """Return the least and the greatest value a number can have; None for a cell that is not followed."""
        slot = self.domain.cells.get(symbol)
        if slot is None:
            return None
        reached = tuple(slot.values_in(self.anywhere))
        return reached[0], reached[-1]

    def unreachable_goals(self, goals: Iterable[Goal]) -> set[Goal]:
        """Return the goals that no game can reach."""
        by_point: dict[tuple[str, int], list[Goal]] = {}
        for goal in goals:
            by_point.setdefault((goal.moment, goal.at), []).append(goal)
        unreachable = {goal for goals_here in by_point.values() for goal in goals_here}
        note_goals = [goal for goal in unreachable if goal.moment == "noted"]
        for point, values in self.at.items():
            for goal in by_point.get(("run", point.address), ()):
                if self.domain.assume(values, goal.condition):
                    unreachable.discard(goal)
            if can_rest(self.flow, point):
                unreachable -= {goal for goal in note_goals if self.domain.assume(values, goal.condition)}
            if isinstance(self.flow.instruction(point), model.Offer) and not point.rules_pending:
                self._discard_reachable_at_offer(point, values, by_point, unreachable)
        return unreachable

    def _discard_reachable_at_offer(
        self, point: ProgramPoint, values: Values, by_point: dict[tuple[str, int], list[Goal]], unreachable: set[Goal]
    ) -> None:
        """Remove from `unreachable` the goals that some choice of an offer can reach."""
        for picking in self.flow.pickings(point):
            for moment in ("offered", "locked"):
                for goal in by_point.get((moment, picking.choice), ()):
                    choice = self.flow.program.choices[picking.choice]
                    assumed = self.domain.assume(values, choice.when, moment == "offered")
                    if assumed and self.domain.assume(assumed, goal.condition):
                        unreachable.discard(goal)


def domain_for(flow: ControlFlow, queried: Iterable[Term] = ()) -> ValueSets:
    """Return the domain of a program; each count saturates above what its guards and the queries compare it with."""
    return value_sets(flow.program.cells, saturation_bounds(flow, queried))


def value_ranges(
    flow: ControlFlow, domain: ValueSets, bounds: Mapping[ProgramPoint, Values] | None = None
) -> ValueRanges:
    """Propagate values from the start until the fixpoint, in reverse postorder.

    `bounds` restricts the values at some points to what is known otherwise.
    """
    at, bounds_at = {flow.entry: domain.start}, bounds or {}
    ranks = {
        point: number for number, point in enumerate(reverse_postorder((flow.entry,), flow.successors.__getitem__))
    }
    worklist, queued = [(0, flow.entry)], {flow.entry}
    while worklist:
        _, point = heappop(worklist)
        queued.discard(point)
        for successor, values in _transfer(flow, domain, point, at[point]):
            before = at.get(successor, 0)
            values &= bounds_at.get(successor, -1)
            if values | before != before:
                at[successor] = values | before
                if successor not in queued:
                    queued.add(successor)
                    heappush(worklist, (ranks[successor], successor))
    return ValueRanges(flow, domain, at, reduce(or_, at.values()))


def _transfer(
    flow: ControlFlow, domain: ValueSets, point: ProgramPoint, values: Values
) -> Iterator[tuple[ProgramPoint, Values]]:
    successors = flow.successors[point]
    match flow.instruction(point):
        case model.EnterScene(scene):
            yield successors[0], domain.increment(values, visits_symbol(scene))
        case model.Set(statements):
            yield successors[0], domain.assign(values, statements)
        case model.Branch(condition):
            yield successors[0], domain.assume(values, condition)
            yield successors[1], domain.assume(values, condition, False)
        case model.CheckRules() | model.Offer() if point.rules_pending:
            for rule, successor in zip(flow.rules(point), successors, strict=False):
                yield successor, domain.assume(values, flow.program.rules[rule].condition)
            yield successors[-1], values
        case model.Offer() as offer:
            yield from _transfer_offer(flow, domain, point, offer, values)
        case model.Say() | model.Jump() | model.Go() | model.Call() | model.Return() | model.Back():
            yield from ((successor, values) for successor in successors)
        case model.Random() | model.Ask() | model.CheckRules() | model.End():
            yield from ((successor, values) for successor in successors)
        case unknown:
            assert_never(unknown)


def _transfer_offer(
    flow: ControlFlow, domain: ValueSets, point: ProgramPoint, offer: model.Offer, values: Values
) -> Iterator[tuple[ProgramPoint, Values]]:
    none_offered = values
    for picking in flow.pickings(point):
        choice = flow.program.choices[picking.choice]
        flag = took_symbol(choice.address)
        offered = domain.assume(values, choice.when)
        if choice.once and offered and flag in domain.cells:
            slot = domain.cells[flag]
            offered = domain.restrict(offered, slot, slot.bit(0))
        elif none_offered:
            none_offered = domain.assume(none_offered, choice.when, False)
        if offered:
            yield picking.body, domain.increment(domain.assign_constant(offered, flag, 1), TURNS)
    if offer.otherwise >= 0:
        yield ProgramPoint(offer.otherwise, point.stack, False), none_offered
