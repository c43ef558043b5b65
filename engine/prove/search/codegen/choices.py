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
        liveness, encoding = self.inline.liveness, self.inline.encoding
        choice_definition = liveness.flow.program.choices[choice]
        is_followed = choice_definition.when is not None and not liveness.is_nondeterministic(choice_definition.when)
        parts = (
            [term_source(choice_definition.when, encoding)]
            if is_followed and choice_definition.when is not None
            else []
        )
        if liveness.tracks_flag(self.point, choice):
            parts.append(f"not s & {encoding.fields[took_symbol(choice_definition.address)].bits}")
        return " and ".join(parts) or "1"

    def lines(self) -> Iterator[str]:
        """The body of the rest's function."""
        numbered = list(enumerate(self.inline.liveness.flow.pickings(self.point)))
        unconditional = [] if self.is_weighted else self._unconditional(numbered)
        choices, states = (
            [str(number) for number, _ in unconditional],
            [self._successor_source(picking) for _, picking in unconditional],
        )
        if len(unconditional) == len(numbered):
            yield f"return ({''.join(f'{pick}, ' for pick in choices)}), ({''.join(f'{state}, ' for state in states)})"
            return
        yield f"q = [{', '.join(choices)}]; r = [{', '.join(states)}]; u = []"
        number = len(unconditional)
        for entry in self.offer.entries[number:]:
            count = 1 if isinstance(entry, model.Pick) else len(entry.choices)
            yield from self._entry_lines(entry, numbered[number : number + count])
            number += count
        yield "return q, r, u" if self.is_weighted else "return q, r"

    def _unconditional(self, numbered: NumberedPickings) -> NumberedPickings:
        """The choices at the head of the list that are always on offer."""
        unconditional: NumberedPickings = []
        for entry, (number, picking) in zip(self.offer.entries, numbered, strict=False):
            if isinstance(entry, model.DrawFrom) or picking.body in self.cyclic_points:
                break
            if self.guard_source(picking.choice) != "1":
                break
            unconditional.append((number, picking))
        return unconditional

    def _entry_lines(self, entry: model.Pick | model.DrawFrom, numbered: NumberedPickings) -> Iterator[str]:
        if isinstance(entry, model.Pick) or self.inline.liveness.followed is not None:
            for number, picking in numbered:
                yield f"if {self.guard_source(picking.choice)}:"
                yield from self._choice_lines(number, picking)
        elif entry.shuffle:
            guards = "".join(f"{self.guard_source(picking.choice)}, " for _, picking in numbered)
            yield f"n = sum(map(bool, ({guards})))"
            yield f"w = F(min({entry.limit}, n), n or 1)"
            for number, picking in numbered:
                yield f"if w and {self.guard_source(picking.choice)}:"
                yield from self._choice_lines(number, picking, "w")
        else:
            yield "n = 0"
            for number, picking in numbered:
                yield f"if n < {entry.limit} and {self.guard_source(picking.choice)}:"
                yield " n += 1"
                yield from self._choice_lines(number, picking)

    def _choice_lines(self, number: int, picking: Picking, weight: str = "ONE") -> Iterator[str]:
        lines = self._successor_lines(number, picking, weight)
        if picking.body not in self.cyclic_points:
            yield from (f" {line}" for line in lines)
            return
        yield " try:"
        yield from (f"  {line}" for line in lines)
        yield f" except RecursionError: lost({self.point.address})"

    def _successor_lines(self, number: int, picking: Picking, weight: str) -> Iterator[str]:
        if picking.body in self.random_points:
            state = self._state_after_choosing(picking).source(self.inline.encoding.fields)
            outcomes = f"turned({self.continuation_number(picking.body)}, {state}, {weight})"
            yield f"for t, x in {outcomes}: q.append({number}); r.append(t); u.append(x)"
        else:
            yield f"r.append({self._successor_source(picking)}); q.append({number})"
            if self.is_weighted:
                yield f"u.append({weight})"

    def _successor_source(self, picking: Picking) -> str:
        """The state after a choice, by itself or by a function that goes on."""
        state = self._state_after_choosing(picking)
        source = self.inline.source(picking.body, state)
        if source is not None:
            return source
        return f"{self.continuation_name(picking.body)}({state.source(self.inline.encoding.fields)})"

    def _state_after_choosing(self, picking: Picking) -> PartialState:
        """The state as a choice is picked: the turn counted, the choice taken."""
        straight, state = self.inline, PartialState()
        symbol = took_symbol(straight.liveness.flow.program.choices[picking.choice].address)
        flag = straight.encoding.fields.get(symbol)
        if flag is not None and straight.is_live(symbol, picking.body):
            state = state.with_constant(flag, 1)
        counted = straight.increment(TURNS, picking.body, state)
        assert counted is not None
        return counted
