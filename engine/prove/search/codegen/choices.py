"""Writes the moves of one rest as source: which of its choices are on offer, and the state after each.

A function `p…` gives the places of the open choices among the pickings, the states after them and, where chance has a
part, their weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.expressions.language.symbols import TURNS, took_symbol
from engine.program import model
from engine.prove.analysis.control_flow import Picking, ProgramPoint
from engine.prove.search.codegen.inline import InlineWriter, PartialState
from engine.prove.search.state_encoding import source_of

Dealt = list[tuple[int, Picking]]
"""Choices with their places among the pickings."""


@dataclass(frozen=True, slots=True)
class ChoicesWriter:
    """Source of the moves of one rest."""

    straight: InlineWriter
    chancy: set[ProgramPoint]
    """The places from which a number that matters can be drawn before the next rest."""
    circling: set[ProgramPoint]
    """The places from which the story may run on without a rest."""
    number: Callable[[ProgramPoint], int]
    """The number of the function that goes on from a place."""
    name: Callable[[ProgramPoint], str]
    """The function that goes on from a place."""
    rest: ProgramPoint

    @property
    def offer(self) -> model.Offer:
        """The list."""
        offer = self.straight.relevance.flow.instruction(self.rest)
        assert isinstance(offer, model.Offer)
        return offer

    @property
    def is_weighted(self) -> bool:
        """Some choices are likelier here, or turn out in several ways."""
        is_drawn = any(isinstance(entry, model.DrawFrom) and entry.shuffle for entry in self.offer.entries)
        pickings = self.straight.relevance.flow.pickings(self.rest)
        return is_drawn or any(picking.body in self.chancy for picking in pickings)

    def is_open(self, choice: int) -> str:
        """Whether a choice is on offer; a bare `1` if it always is."""
        relevance, packing = self.straight.relevance, self.straight.packing
        written = relevance.flow.program.choices[choice]
        is_followed = written.when is not None and not relevance.is_open_question(written.when)
        parts = [source_of(written.when, packing)] if is_followed and written.when is not None else []
        if relevance.follows_flag(self.rest, choice):
            parts.append(f"not s & {packing.fields[took_symbol(written.address)].bits}")
        return " and ".join(parts) or "1"

    def lines(self) -> Iterator[str]:
        """The body of the rest's function."""
        dealt = list(enumerate(self.straight.relevance.flow.pickings(self.rest)))
        always = [] if self.is_weighted else self._always(dealt)
        picks, states = [str(at) for at, _ in always], [self._after(picking) for _, picking in always]
        if len(always) == len(dealt):
            yield f"return ({''.join(f'{pick}, ' for pick in picks)}), ({''.join(f'{one}, ' for one in states)})"
            return
        yield f"q = [{', '.join(picks)}]; r = [{', '.join(states)}]; u = []"
        at = len(always)
        for entry in self.offer.entries[at:]:
            count = 1 if isinstance(entry, model.Pick) else len(entry.choices)
            yield from self._entry(entry, dealt[at : at + count])
            at += count
        yield "return q, r, u" if self.is_weighted else "return q, r"

    def _always(self, dealt: Dealt) -> Dealt:
        """The choices at the head of the list that are always on offer."""
        found: Dealt = []
        for entry, (at, picking) in zip(self.offer.entries, dealt, strict=False):
            if isinstance(entry, model.DrawFrom) or picking.body in self.circling:
                break
            if self.is_open(picking.choice) != "1":
                break
            found.append((at, picking))
        return found

    def _entry(self, entry: model.Pick | model.DrawFrom, dealt: Dealt) -> Iterator[str]:
        if isinstance(entry, model.Pick) or self.straight.relevance.known is not None:
            for at, picking in dealt:
                yield f"if {self.is_open(picking.choice)}:"
                yield from self._pick(at, picking)
        elif entry.shuffle:
            guards = "".join(f"{self.is_open(picking.choice)}, " for _, picking in dealt)
            yield f"n = sum(map(bool, ({guards})))"
            yield f"w = F(min({entry.limit}, n), n or 1)"
            for at, picking in dealt:
                yield f"if w and {self.is_open(picking.choice)}:"
                yield from self._pick(at, picking, "w")
        else:
            yield "n = 0"
            for at, picking in dealt:
                yield f"if n < {entry.limit} and {self.is_open(picking.choice)}:"
                yield " n += 1"
                yield from self._pick(at, picking)

    def _pick(self, at: int, picking: Picking, weight: str = "ONE") -> Iterator[str]:
        taken = self._taken(at, picking, weight)
        if picking.body not in self.circling:
            yield from (f" {line}" for line in taken)
            return
        yield " try:"
        yield from (f"  {line}" for line in taken)
        yield f" except RecursionError: lost({self.rest.address})"

    def _taken(self, at: int, picking: Picking, weight: str) -> Iterator[str]:
        if picking.body in self.chancy:
            state = self._begun(picking).source(self.straight.packing.fields)
            turned = f"turned({self.number(picking.body)}, {state}, {weight})"
            yield f"for t, x in {turned}: q.append({at}); r.append(t); u.append(x)"
        else:
            yield f"r.append({self._after(picking)}); q.append({at})"
            if self.is_weighted:
                yield f"u.append({weight})"

    def _after(self, picking: Picking) -> str:
        """The state after a choice, by itself or by a function that goes on."""
        begun = self._begun(picking)
        found = self.straight.source(picking.body, begun)
        if found is not None:
            return found
        return f"{self.name(picking.body)}({begun.source(self.straight.packing.fields)})"

    def _begun(self, picking: Picking) -> PartialState:
        """The state as a choice is picked: the turn counted, the choice taken."""
        straight, state = self.straight, PartialState()
        symbol = took_symbol(straight.relevance.flow.program.choices[picking.choice].address)
        taken = straight.packing.fields.get(symbol)
        if taken is not None and straight.is_live(symbol, picking.body):
            state = state.with_constant(taken, 1)
        counted = straight.counted(TURNS, picking.body, state)
        assert counted is not None
        return counted
