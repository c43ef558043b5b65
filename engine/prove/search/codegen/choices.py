"""Generates the successor function of one resting point: which choices are open, and the state after each.

A function `p…` returns the state after each choice, in the order of the pickings, or `CLOSED`. Where chance is involved
it returns all states that can follow, and a function `w…` also the index of the choice and the weight of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.expressions.language.symbols import TURNS, took_symbol
from engine.program import model
from engine.prove.analysis.control_flow import Picking, ProgramPoint
from engine.prove.search.codegen.inline import InlineWriter, PartialState
from engine.prove.search.state_encoding import condition_source
from engine.records import dataclass

CLOSED = -1
"""Stands for the state after a choice that is not on offer."""
NumberedPickings = list[tuple[int, Picking]]
"""Choices with their indices among the pickings."""


@dataclass(frozen=True, slots=True)
class ChoicesWriter:
    """Generates the successor function of one resting point."""

    inline_writer: InlineWriter
    random_points: set[ProgramPoint]
    """The points from which a live random value can be drawn before the next resting point."""
    cyclic_points: set[ProgramPoint]
    """The points from which the story may run on without a resting point."""
    continuation_number: Callable[[ProgramPoint], int]
    """From a point to the number of the function that continues from it."""
    continuation_name: Callable[[ProgramPoint], str]
    """From a point to the name of the function that continues from it."""
    point: ProgramPoint

    @property
    def offer(self) -> model.Offer:
        """Return the list of choices."""
        offer = self.inline_writer.liveness.flow.instruction(self.point)
        assert isinstance(offer, model.Offer)
        return offer

    @property
    def is_weighted(self) -> bool:
        """Return whether choices differ in probability here, or have several outcomes."""
        is_drawn = any(isinstance(entry, model.DrawFrom) and entry.shuffle for entry in self.offer.entries)
        pickings = self.inline_writer.liveness.flow.pickings(self.point)
        return is_drawn or any(picking.body in self.random_points for picking in pickings)

    def guard_source(self, choice: int) -> str:
        """Return the source of the condition under which a choice is open; `1` if it always is."""
        liveness, encoding = self.inline_writer.liveness, self.inline_writer.encoding
        when, parts = liveness.flow.program.choices[choice].when, []
        if when is not None and not liveness.is_nondeterministic(when):
            parts.append(condition_source(when, encoding))
        if liveness.tracks_flag(self.point, choice):
            flag = took_symbol(liveness.flow.program.choices[choice].address)
            parts.append(f"not s & {encoding.fields[flag].bits}")
        return " and ".join(parts) or "1"

    def lines(self) -> Iterator[str]:
        """Yield the body of the function.

        In it `t…` are the states after the choices or, with weights, `q` indices of choices, `r` states, `u` weights.
        """
        numbered = list(enumerate(self.inline_writer.liveness.flow.pickings(self.point)))
        if not self.is_weighted and self._is_expression:
            yield f"return ({''.join(f'{self._offered_source(picking)}, ' for _, picking in numbered)})"
            return
        names = "".join(f"t{number}, " for number, _ in numbered)
        yield "q = []; r = []; u = []" if self.is_weighted else f"{names.replace(', ', ' = ')}{CLOSED}"
        number = 0
        for entry in self.offer.entries:
            count = 1 if isinstance(entry, model.Pick) else len(entry.choices)
            yield from self._entry_lines(entry, numbered[number : number + count])
            number += count
        yield "return q, r, u" if self.is_weighted else f"return ({names})"

    @property
    def _is_expression(self) -> bool:
        """Return whether the function needs no statement but its return."""
        liveness = self.inline_writer.liveness
        has_decks = any(isinstance(entry, model.DrawFrom) for entry in self.offer.entries)
        is_cyclic = any(picking.body in self.cyclic_points for picking in liveness.flow.pickings(self.point))
        return not is_cyclic and (not has_decks or liveness.followed is not None)

    def _offered_source(self, picking: Picking) -> str:
        """Return the source of the state after a choice, or of `CLOSED` where it is not on offer."""
        guard, state = self.guard_source(picking.choice), self._successor_source(picking)
        return state if guard == "1" else f"({state}) if {guard} else {CLOSED}"

    def _entry_lines(self, entry: model.Pick | model.DrawFrom, numbered: NumberedPickings) -> Iterator[str]:
        """Yield the lines for one entry of the list: a choice, or a draw of at most `limit` open storylets.

        In the source `n` counts open storylets, and `w` is the probability with which a shuffled draw takes each.
        """
        if isinstance(entry, model.Pick) or self.inline_writer.liveness.followed is not None:
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
        """Yield the lines for an open choice, guarded where the story may never wait for the player again."""
        lines = self._successor_lines(number, picking, weight)
        if picking.body not in self.cyclic_points:
            yield from (f" {line}" for line in lines)
            return
        yield " try:"
        yield from (f"  {line}" for line in lines)
        yield f" except RecursionError: diverge({self.point.address})"

    def _successor_lines(self, number: int, picking: Picking, weight: str) -> Iterator[str]:
        """Yield the lines that set the state after a choice, or append its index, the states after it, the weights."""
        if picking.body in self.random_points:
            state = self._state_after_choosing(picking).source(self.inline_writer.encoding.fields)
            outcomes = f"turn({self.continuation_number(picking.body)}, {state}, {weight})"
            yield f"for t, x in {outcomes}: q.append({number}); r.append(t); u.append(x)"
        elif self.is_weighted:
            yield f"r.append({self._successor_source(picking)}); q.append({number}); u.append({weight})"
        else:
            yield f"t{number} = {self._successor_source(picking)}"

    def _successor_source(self, picking: Picking) -> str:
        """Return the source of the state after a choice: one expression, or a call of a continuation."""
        state = self._state_after_choosing(picking)
        source = self.inline_writer.state_source_at_rest(picking.body, state)
        if source is not None:
            return source
        return f"{self.continuation_name(picking.body)}({state.source(self.inline_writer.encoding.fields)})"

    def _state_after_choosing(self, picking: Picking) -> PartialState:
        """Return the state at the start of a choice's body: the turn counted, the choice marked as taken."""
        inline, state = self.inline_writer, PartialState(origin=self.inline_writer.resting_points[self.point])
        symbol = took_symbol(inline.liveness.flow.program.choices[picking.choice].address)
        flag = inline.encoding.fields.get(symbol)
        if flag is not None and inline.is_live(symbol, picking.body):
            state = state.with_constant(flag, 1)
        counted = inline.increment(TURNS, picking.body, state)
        assert counted is not None
        return counted
