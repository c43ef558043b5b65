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
from engine.prove.search.state_encoding import term_source

NumberedPickings = list[tuple[int, Picking]]
"""Choices with their places among the pickings."""


@dataclass(frozen=True, slots=True)
class ChoicesWriter:
    """Source of the moves of one rest."""

    inline: InlineWriter
    random_points: set[ProgramPoint]
    """The places from which a number that matters can be drawn before the next rest."""
    cyclic_points: set[ProgramPoint]
    """The places from which the story may run on without a rest."""
    continuation_number: Callable[[ProgramPoint], int]
    """The number of the function that goes on from a place."""
    continuation_name: Callable[[ProgramPoint], str]
    """The function that goes on from a place."""
    point: ProgramPoint

    @property
    def offer(self) -> model.Offer:
        """The list."""
        offer = self.inline.liveness.flow.instruction(self.point)
        assert isinstance(offer, model.Offer)
        return offer

    @property
    def is_weighted(self) -> bool:
        """Some choices are likelier here, or turn out in several ways."""
        is_drawn = any(isinstance(entry, model.DrawFrom) and entry.shuffle for entry in self.offer.entries)
        pickings = self.inline.liveness.flow.pickings(self.point)
        return is_drawn or any(picking.body in self.random_points for picking in pickings)

    def guard_source(self, choice: int) -> str:
        """Whether a choice is on offer; a bare `1` if it always is."""
        relevance, packing = self.inline.liveness, self.inline.encoding
        written = relevance.flow.program.choices[choice]
        is_followed = written.when is not None and not relevance.is_nondeterministic(written.when)
        parts = [term_source(written.when, packing)] if is_followed and written.when is not None else []
        if relevance.tracks_flag(self.point, choice):
            parts.append(f"not s & {packing.fields[took_symbol(written.address)].bits}")
        return " and ".join(parts) or "1"

    def lines(self) -> Iterator[str]:
        """The body of the rest's function."""
        dealt = list(enumerate(self.inline.liveness.flow.pickings(self.point)))
        always = [] if self.is_weighted else self._unconditional(dealt)
        picks, states = [str(at) for at, _ in always], [self._successor_source(picking) for _, picking in always]
        if len(always) == len(dealt):
            yield f"return ({''.join(f'{pick}, ' for pick in picks)}), ({''.join(f'{one}, ' for one in states)})"
            return
        yield f"q = [{', '.join(picks)}]; r = [{', '.join(states)}]; u = []"
        at = len(always)
        for entry in self.offer.entries[at:]:
            count = 1 if isinstance(entry, model.Pick) else len(entry.choices)
            yield from self._entry_lines(entry, dealt[at : at + count])
            at += count
        yield "return q, r, u" if self.is_weighted else "return q, r"

    def _unconditional(self, dealt: NumberedPickings) -> NumberedPickings:
        """The choices at the head of the list that are always on offer."""
        found: NumberedPickings = []
        for entry, (at, picking) in zip(self.offer.entries, dealt, strict=False):
            if isinstance(entry, model.DrawFrom) or picking.body in self.cyclic_points:
                break
            if self.guard_source(picking.choice) != "1":
                break
            found.append((at, picking))
        return found

    def _entry_lines(self, entry: model.Pick | model.DrawFrom, dealt: NumberedPickings) -> Iterator[str]:
        if isinstance(entry, model.Pick) or self.inline.liveness.followed is not None:
            for at, picking in dealt:
                yield f"if {self.guard_source(picking.choice)}:"
                yield from self._choice_lines(at, picking)
        elif entry.shuffle:
            guards = "".join(f"{self.guard_source(picking.choice)}, " for _, picking in dealt)
            yield f"n = sum(map(bool, ({guards})))"
            yield f"w = F(min({entry.limit}, n), n or 1)"
            for at, picking in dealt:
                yield f"if w and {self.guard_source(picking.choice)}:"
                yield from self._choice_lines(at, picking, "w")
        else:
            yield "n = 0"
            for at, picking in dealt:
                yield f"if n < {entry.limit} and {self.guard_source(picking.choice)}:"
                yield " n += 1"
                yield from self._choice_lines(at, picking)

    def _choice_lines(self, at: int, picking: Picking, weight: str = "ONE") -> Iterator[str]:
        taken = self._successor_lines(at, picking, weight)
        if picking.body not in self.cyclic_points:
            yield from (f" {line}" for line in taken)
            return
        yield " try:"
        yield from (f"  {line}" for line in taken)
        yield f" except RecursionError: lost({self.point.address})"

    def _successor_lines(self, at: int, picking: Picking, weight: str) -> Iterator[str]:
        if picking.body in self.random_points:
            state = self._state_after_choosing(picking).source(self.inline.encoding.fields)
            turned = f"turned({self.continuation_number(picking.body)}, {state}, {weight})"
            yield f"for t, x in {turned}: q.append({at}); r.append(t); u.append(x)"
        else:
            yield f"r.append({self._successor_source(picking)}); q.append({at})"
            if self.is_weighted:
                yield f"u.append({weight})"

    def _successor_source(self, picking: Picking) -> str:
        """The state after a choice, by itself or by a function that goes on."""
        begun = self._state_after_choosing(picking)
        found = self.inline.source(picking.body, begun)
        if found is not None:
            return found
        return f"{self.continuation_name(picking.body)}({begun.source(self.inline.encoding.fields)})"

    def _state_after_choosing(self, picking: Picking) -> PartialState:
        """The state as a choice is picked: the turn counted, the choice taken."""
        straight, state = self.inline, PartialState()
        symbol = took_symbol(straight.liveness.flow.program.choices[picking.choice].address)
        taken = straight.encoding.fields.get(symbol)
        if taken is not None and straight.is_live(symbol, picking.body):
            state = state.with_constant(taken, 1)
        counted = straight.increment(TURNS, picking.body, state)
        assert counted is not None
        return counted
