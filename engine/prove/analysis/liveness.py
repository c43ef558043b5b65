"""Which cells matter where: those a later guard, draw, rule or property can still read before they are overwritten.

Faint-variable liveness over the unrolled program: a cell that is only read to compute a cell nobody reads is not alive,
and neither is what decides a branch whose arms come to the same (Horwitz, Demers and Teitelbaum 1987).
What matters is a mask over the bits of a `BitTable`: of a set, each member by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from engine.expressions.language.symbols import symbols_of, took_symbol, visits_symbol
from engine.expressions.language.terms import Statement, Term
from engine.program import model
from engine.program.queries import statements_of
from engine.prove.analysis.bit_layout import Bits, BitTable
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint
from engine.prove.analysis.goals import Moment, PointGoals

SHOWN: tuple[Moment, ...] = ("offered", "locked")


@dataclass(slots=True)
class Liveness:
    """Liveness of one program for one set of questions."""

    flow: ControlFlow
    table: BitTable
    asked: Bits
    """What the properties read, at every rest."""
    goals: PointGoals
    """What is looked out for."""
    known: frozenset[str] | None = None
    """The only symbols that are followed; a condition that reads others can then go either way. None for all."""
    idle: frozenset[tuple[ProgramPoint, int]] = frozenset()
    """Once-choices, by offer and choice, whose being used up nobody can tell."""
    live: dict[ProgramPoint, Bits] = field(default_factory=dict)
    """What matters on coming to each place."""
    settled: dict[ProgramPoint, ProgramPoint] = field(default_factory=dict)
    settling: set[ProgramPoint] = field(default_factory=set)
    """The places being settled: a way that comes back to one of them goes round."""
    _forking: set[ProgramPoint] = field(default_factory=set)
    """The branches whose arms are being followed: one that comes round to itself is where something matters."""

    def solve(self) -> None:
        """Finds the least solution, then drops branches whose arms come to the same, until nothing changes."""
        self._solve()
        while True:
            before = dict(self.live)
            self.settled = {}
            for place in reversed(self.flow.after):
                self.settle(place)
            self._solve()
            if self.live == before:
                return

    def _solve(self) -> None:
        self.live = dict.fromkeys(self.flow.after, 0)
        before = self.flow.before
        waiting = dict.fromkeys(self.flow.after)
        while waiting:
            place, _ = waiting.popitem()
            found = self._on_coming_to(place)
            if found != self.live[place]:
                self.live[place] = found
                waiting.update(dict.fromkeys(before[place]))

    def is_open_question(self, term: Term | None) -> bool:
        """The condition reads something that is not followed, so both answers must be reckoned with."""
        return self.known is not None and term is not None and not symbols_of(term) <= self.known

    def reads(self, term: Term | None) -> Bits:
        """What a condition reads, if it is followed."""
        return 0 if self.is_open_question(term) else self.table.read_by(term)

    def follows_flag(self, place: ProgramPoint, choice: int) -> bool:
        """Whether a once-choice was picked is kept."""
        written = self.flow.program.choices[choice]
        symbol = took_symbol(written.address)
        return written.once and (place, choice) not in self.idle and (self.known is None or symbol in self.known)

    def _after(self, place: ProgramPoint) -> Bits:
        found = 0
        for following in self.flow.after[place]:
            found |= self.live[following]
        return found

    def _on_coming_to(self, place: ProgramPoint) -> Bits:
        found = self._unwatched(place, self._after(place))
        for _, condition in self.goals.get(("run", place.address), ()):
            found |= self.table.read_by(condition)
        return found

    def _unwatched(self, place: ProgramPoint, after: Bits) -> Bits:
        match self.flow.instruction(place):
            case model.Set(statements):
                return self.before_statements(statements, after)
            case model.Branch(condition):
                return after if self.is_idle(place) else after | self.reads(condition)
            case model.CheckRules() | model.Offer() if place.rules_pending:
                return after | self._rules(place)
            case model.Offer() as offer:
                return self._offered(place, offer) | self.asked
            case model.End():
                return self.asked
            case model.CheckRules() | model.EnterScene() | model.Say() | model.Jump() | model.Go() | model.Call():
                return after
            case model.Return() | model.Back() | model.Random() | model.Ask():
                return after
            case unknown:
                assert_never(unknown)

    def before_statements(self, statements: Sequence[Statement], live: Bits) -> Bits:
        """What matters before some statements, given what does after them."""
        for statement in reversed(statements):
            written, read = self.table.written_by(statement)
            if live & written:
                live = live & ~written | read
        return live

    def ever(self) -> Bits:
        """What matters anywhere, also between the statements of one instruction."""
        found = 0
        for place, live in self.live.items():
            found |= live
            statements = statements_of(self.flow.instruction(place))
            for at in range(1, len(statements)):
                found |= self.before_statements(statements[at:], self.live[self.flow.after[place][0]])
        return found

    def _rules(self, place: ProgramPoint) -> Bits:
        found = 0
        for number in self.flow.rules(place):
            rule = self.flow.program.rules[number]
            if not self.is_open_question(rule.condition):
                found |= self.table.read_by(rule.condition) | self.table.of(rule.flag)
        return found

    def _offered(self, place: ProgramPoint, offer: model.Offer) -> Bits:
        found = 0
        if offer.otherwise >= 0:
            found |= self.live[ProgramPoint(offer.otherwise, place.stack, False)]
        for picking in self.flow.pickings(place):
            choice = self.flow.program.choices[picking.choice]
            symbol = took_symbol(choice.address)
            taken = self.table.of(symbol) if symbol in self.table.places else 0
            found |= self.live[picking.body] & ~taken | self.reads(choice.when)
            if self.follows_flag(place, picking.choice):
                found |= taken
            for moment in SHOWN:
                for _, condition in self.goals.get((moment, picking.choice), ()):
                    found |= self.table.read_by(condition)
        return found

    def is_idle(self, place: ProgramPoint) -> bool:
        """A branch whose arms come to the same decides nothing."""
        arms = {self.settled.get(arm) for arm in self.flow.after[place]}
        return len(arms) == 1 and None not in arms

    def settle(self, place: ProgramPoint) -> ProgramPoint:
        """The first place from here on where something that matters happens."""
        trail: list[ProgramPoint] = []
        while place not in self.settled and place not in self.settling:
            self.settling.add(place)
            trail.append(place)
            following = self._passed(place)
            if following is None:
                break
            place = following
        while (end := self.settled.get(place, place)) != place:
            place = end
        self.settled.update(dict.fromkeys(trail, end))
        self.settling.difference_update(trail)
        return end

    def _passed(self, place: ProgramPoint) -> ProgramPoint | None:
        """Where a place leads if it changes nothing that matters, else None."""
        after = self.flow.after[place]
        if ("run", place.address) in self.goals:
            return None
        match self.flow.instruction(place):
            case model.Offer() if place.rules_pending and not self.flow.rules(place):
                return after[0]
            case model.Offer() | model.End():
                return None
            case model.CheckRules() if self.flow.rules(place):
                return None
            case model.Set(statements):
                live = self.live[after[0]]
                return None if any(live & self.table.written_by(one)[0] for one in statements) else after[0]
            case model.EnterScene(scene):
                return None if self.live[after[0]] & self.table.of(visits_symbol(scene)) else after[0]
            case model.Branch() | model.Random():
                return self._forked(place)
            case model.Say() | model.Jump() | model.Go() | model.Call() | model.Return() | model.Back():
                return after[0] if after else None
            case model.Ask() | model.CheckRules():
                return after[0]
            case unknown:
                assert_never(unknown)

    def _forked(self, place: ProgramPoint) -> ProgramPoint | None:
        """Where all arms lead, if they lead to the same."""
        if place in self._forking:
            return None
        self._forking.add(place)
        ends = {self.settle(arm) for arm in self.flow.after[place]}
        self._forking.discard(place)
        return ends.pop() if len(ends) == 1 else None
