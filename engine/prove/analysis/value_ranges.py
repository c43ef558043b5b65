"""Forward over the unrolled program: what every cell may hold at every place; more than can happen, never less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from heapq import heappop, heappush
from operator import or_
from typing import assert_never

from engine.expressions.language.symbols import TURNS, took_symbol, visits_symbol
from engine.expressions.language.terms import Term
from engine.program import model
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint, can_rest
from engine.prove.analysis.goals import Goal
from engine.prove.analysis.saturation import saturation_bounds
from engine.prove.analysis.value_sets import Values, ValueSets, value_sets


@dataclass(frozen=True, slots=True)
class ValueRanges:
    """The values that may stand in the cells on coming to each place; a place that is not here is never come to."""

    flow: ControlFlow
    domain: ValueSets
    at: dict[ProgramPoint, Values]
    anywhere: Values
    """The values that may stand in the cells anywhere."""

    def range_of(self, symbol: str) -> tuple[int, int] | None:
        """The least and the greatest value a number may ever have; None for what is not followed."""
        strip = self.domain.cells.get(symbol)
        if strip is None:
            return None
        reached = tuple(strip.values_in(self.anywhere))
        return reached[0], reached[-1]

    def unreachable_goals(self, goals: Iterable[Goal]) -> set[Goal]:
        """The goals that no game can come to meet."""
        wanted: dict[tuple[str, int], list[Goal]] = {}
        for goal in goals:
            wanted.setdefault((goal.moment, goal.at), []).append(goal)
        left = {goal for met_here in wanted.values() for goal in met_here}
        noted = [goal for goal in left if goal.moment == "noted"]
        for place, values in self.at.items():
            for goal in wanted.get(("run", place.address), ()):
                if self.domain.assume(values, goal.condition):
                    left.discard(goal)
            if can_rest(self.flow, place):
                left -= {goal for goal in noted if self.domain.assume(values, goal.condition)}
            if isinstance(self.flow.instruction(place), model.Offer) and not place.rules_pending:
                self._discard_reachable_at_offer(place, values, wanted, left)
        return left

    def _discard_reachable_at_offer(
        self, place: ProgramPoint, values: Values, wanted: dict[tuple[str, int], list[Goal]], left: set[Goal]
    ) -> None:
        for picking in self.flow.pickings(place):
            for moment in ("offered", "locked"):
                for goal in wanted.get((moment, picking.choice), ()):
                    choice = self.flow.program.choices[picking.choice]
                    shown = self.domain.assume(values, choice.when, moment == "offered")
                    if shown and self.domain.assume(shown, goal.condition):
                        left.discard(goal)


def value_sets_for(flow: ControlFlow, asked: Iterable[Term] = ()) -> ValueSets:
    """The layout in which counts are followed as far as some guard or question needs."""
    return value_sets(flow.program.cells, saturation_bounds(flow.program, asked))


def value_ranges(
    flow: ControlFlow, strips: ValueSets, bounds: Mapping[ProgramPoint, Values] | None = None
) -> ValueRanges:
    """Follows all values from the start until nothing new comes.

    `within` gives what is known otherwise: at its places nothing else can stand.
    """
    at, known_at = {flow.entry: strips.start}, bounds or {}
    numbers = {place: number for number, place in enumerate(flow.reverse_postorder())}
    waiting, queued = [(0, flow.entry)], {flow.entry}
    while waiting:
        _, place = heappop(waiting)
        queued.discard(place)
        for following, values in _transfer(flow, strips, place, at[place]):
            known = at.get(following, 0)
            values &= known_at.get(following, -1)
            if values | known != known:
                at[following] = values | known
                if following not in queued:
                    queued.add(following)
                    heappush(waiting, (numbers[following], following))
    return ValueRanges(flow, strips, at, reduce(or_, at.values()))


def _transfer(
    flow: ControlFlow, strips: ValueSets, place: ProgramPoint, values: Values
) -> Iterator[tuple[ProgramPoint, Values]]:
    after = flow.successors[place]
    match flow.instruction(place):
        case model.EnterScene(scene):
            yield after[0], strips.increment(values, visits_symbol(scene))
        case model.Set(statements):
            yield after[0], strips.assign(values, statements)
        case model.Branch(condition):
            yield after[0], strips.assume(values, condition)
            yield after[1], strips.assume(values, condition, False)
        case model.CheckRules() | model.Offer() if place.rules_pending:
            for rule, following in zip(flow.rules(place), after, strict=False):
                yield following, strips.assume(values, flow.program.rules[rule].condition)
            yield after[-1], values
        case model.Offer() as offer:
            yield from _transfer_offer(flow, strips, place, offer, values)
        case model.Say() | model.Jump() | model.Go() | model.Call() | model.Return() | model.Back():
            yield from ((following, values) for following in after)
        case model.Random() | model.Ask() | model.CheckRules() | model.End():
            yield from ((following, values) for following in after)
        case unknown:
            assert_never(unknown)


def _transfer_offer(
    flow: ControlFlow, strips: ValueSets, place: ProgramPoint, offer: model.Offer, values: Values
) -> Iterator[tuple[ProgramPoint, Values]]:
    nothing = values
    for picking in flow.pickings(place):
        choice = flow.program.choices[picking.choice]
        taken = took_symbol(choice.address)
        offered = strips.assume(values, choice.when)
        if choice.once and offered and taken in strips.cells:
            strip = strips.cells[taken]
            offered = strips.restrict(offered, strip, strip.bit(0))
        elif nothing:
            nothing = strips.assume(nothing, choice.when, False)
        if offered:
            yield picking.body, strips.increment(strips.assign_constant(offered, taken, 1), TURNS)
    if offer.otherwise >= 0:
        yield ProgramPoint(offer.otherwise, place.stack, False), nothing
