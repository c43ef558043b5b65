"""Which cells matter where: those that some later guard, draw, rule or property can still read before they are overwritten.

Faint-variable liveness over the unrolled program: a cell that is only read to compute a cell nobody reads is not alive,
and neither is what decides a branch whose arms come to the same (Horwitz, Demers and Teitelbaum 1987).
Sets of cells are bit masks over `Program.cells`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from engine.expressions.symbols import symbols_of
from engine.expressions.terms import Statement, Term
from engine.program import model
from engine.program.symbols import prose_symbols, statement_symbols
from engine.prove.flow import Flow, Place

Cells = int


@dataclass(slots=True)
class Relevance:
    """Liveness of one program for one set of questions."""

    flow: Flow
    index: dict[str, int]
    asked: Cells
    """What the properties read, at every rest."""
    reads_prose: bool
    idle: frozenset[tuple[Place, int]] = frozenset()
    """Once-choices, by offer and choice, whose being used up nobody can tell."""
    live: dict[Place, Cells] = field(default_factory=dict)
    """What matters on coming to each place."""
    settled: dict[Place, Place] = field(default_factory=dict)

    def mask(self, symbols: Iterable[str]) -> Cells:
        """The cells of some symbols."""
        found = 0
        for symbol in symbols:
            found |= 1 << self.index[symbol]
        return found

    def of_term(self, term: Term | None) -> Cells:
        """What a term reads."""
        return 0 if term is None else self.mask(symbols_of(term))

    def solve(self) -> None:
        """Finds the least solution, then drops branches whose arms come to the same, until nothing changes."""
        self._solve()
        while True:
            before = dict(self.live)
            self.settled = {}
            for place in self.flow.after:
                self.settle(place)
            self._solve()
            if self.live == before:
                return

    def _solve(self) -> None:
        self.live = dict.fromkeys(self.flow.after, 0)
        before: dict[Place, list[Place]] = {place: [] for place in self.flow.after}
        for place, after in self.flow.after.items():
            for following in after:
                before[following].append(place)
        waiting = dict.fromkeys(self.flow.after)
        while waiting:
            place, _ = waiting.popitem()
            found = self._on_coming_to(place)
            if found != self.live[place]:
                self.live[place] = found
                waiting.update(dict.fromkeys(before[place]))

    def _after(self, place: Place) -> Cells:
        found = 0
        for following in self.flow.after[place]:
            found |= self.live[following]
        return found

    def _on_coming_to(self, place: Place) -> Cells:
        after = self._after(place)
        match self.flow.instruction(place):
            case model.Set(statements):
                return self.before_statements(statements, after)
            case model.Say(prose) if self.reads_prose:
                return after | self.mask(prose_symbols(prose))
            case model.Branch(condition):
                return after if self._is_idle(place) else after | self.of_term(condition)
            case model.Look():
                return after | self._rules(place)
            case model.Offer() as offer:
                return self._offered(place, offer) | self._rules(place) | self.asked
            case model.End():
                return self.asked
            case _:
                return after

    def before_statements(self, statements: Sequence[Statement], live: Cells) -> Cells:
        """What matters before some statements, given what does after them."""
        for statement in reversed(statements):
            target = 1 << self.index[statement.symbol]
            if live & target:
                live = live & ~target | self.mask(statement_symbols(statement))
        return live

    def _rules(self, place: Place) -> Cells:
        found = 0
        for number in self.flow.rules(place):
            rule = self.flow.program.rules[number]
            found |= self.of_term(rule.condition) | self.mask((rule.flag,))
        return found

    def _offered(self, place: Place, offer: model.Offer) -> Cells:
        found = 0
        for rule in self.flow.rules(place):
            found |= self.live[self.flow.rule_target(rule)]
        if offer.otherwise >= 0:
            found |= self.live[Place(offer.otherwise, place.stack, False)]
        for picking in self.flow.pickings(place):
            choice = self.flow.program.choices[picking.choice]
            taken = self.mask((f"took:{choice.address}",)) if f"took:{choice.address}" in self.index else 0
            found |= self.live[picking.body] & ~taken | self.of_term(choice.when)
            if choice.once and (place._replace(looking=False), picking.choice) not in self.idle:
                found |= taken
            if self.reads_prose:
                found |= self.mask(prose_symbols(choice.label) | prose_symbols(choice.locked))
        return found

    def _is_idle(self, place: Place) -> bool:
        """A branch whose arms come to the same decides nothing."""
        arms = {self.settled.get(arm) for arm in self.flow.after[place]}
        return len(arms) == 1 and None not in arms

    def settle(self, place: Place) -> Place:
        """The first place from here on where something that matters happens."""
        trail: list[Place] = []
        on_trail: set[Place] = set()
        while place not in self.settled and place not in on_trail and (following := self._passed(place)) is not None:
            trail.append(place)
            on_trail.add(place)
            place = following
        end = self.settled.get(place, place)
        self.settled.update(dict.fromkeys([*trail, place], end))
        return end

    def _passed(self, place: Place) -> Place | None:
        """Where a place leads if it changes nothing that matters, else None."""
        after = self.flow.after[place]
        match self.flow.instruction(place):
            case model.Offer() | model.End():
                return None
            case model.Say() if self.reads_prose:
                return None
            case model.Look() if self.flow.rules(place):
                return None
            case model.Set(statements):
                live = self.live[after[0]]
                return None if any(live >> self.index[one.symbol] & 1 for one in statements) else after[0]
            case model.Enter(scene):
                return None if self.live[after[0]] >> self.index[f"visits:{scene}"] & 1 else after[0]
            case model.Branch() | model.Random():
                ends = {self.settle(arm) for arm in after}
                return ends.pop() if len(ends) == 1 else None
            case _:
                return after[0] if after else None
