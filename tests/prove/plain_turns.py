"""What a player can do in a game and what can come of it, by the plain runtime alone, with nothing of the prover.

A state is a whole game but for its seed and draws. Counts that the text of the story never asks about are left out, and
the others are kept up to a bound greater than any number these stories compare them with, so that there is an end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from engine.program.model import Program
from engine.runtime.closures import EndlessChainError
from engine.runtime.state import State, visit_counts
from engine.runtime.turn import NotOnOfferError, answer, ask_of, options_of, start, turn
from tests.prove.scripted_dice import Result, outcomes

COUNTED_TO = 6
"""More than any number the stories compare a count with."""
OUTCOMES_AT_MOST = 600
"""Of one choice; where chance can go round before the next rest there is no end to them."""


class TooLarge(Exception):
    """The story is not small enough for this."""


class NeverRests(Exception):
    """The story can run on without a choice."""


@dataclass(frozen=True, slots=True)
class PlainTurns:
    """The turns of one story."""

    program: Program
    most: tuple[int, ...]
    """What each cell is counted to; -1 for a cell that is kept as it is."""
    entered: set[str] = field(default_factory=set)
    """The scenes come into so far."""

    def first(self) -> dict[State, Fraction]:
        """Return the games there can be at the start, with their chances."""
        return self._games(lambda: start(self.program))

    def choices(self, state: State) -> set[str]:
        """Return the addresses of all that can be on offer."""
        offers = _few(lambda: options_of(self.program, state))
        return {self.program.choices[one.choice].address for offer, _ in offers for one in offer if one.is_open}

    def after(self, state: State, address: str) -> dict[State, Fraction]:
        """Return the games a choice can lead to; their chances are less than one if it is not always on offer."""
        return self._games(lambda: _turn(self.program, state, address))

    def _games(self, play: Callable[[], State | None]) -> dict[State, Fraction]:
        games: dict[State, Fraction] = {}
        try:
            for game, chance in _few(lambda: _answered(self.program, play())):
                if game is not None:
                    state = self._count_entries(game)
                    games[state] = games.get(state, Fraction(0)) + chance
        except EndlessChainError:
            raise NeverRests from None
        return games

    def _count_entries(self, state: State) -> State:
        self.entered.update(visit_counts(state.visits))
        cells = tuple(c if most < 0 else min(c, most) for c, most in zip(state.cells, self.most, strict=True))
        return state._replace(cells=cells, seed=0, draws=0)


def plain_turns(program: Program, text: str) -> PlainTurns:
    """Return the turns of a story, given with its text."""
    return PlainTurns(program, tuple(_counted(program, text)))


def _counted(program: Program, text: str) -> Iterator[int]:
    asked = set(re.findall(r"(?:visits\(|seen\(|first: |then: )(\w+)", text))
    for cell in program.cells:
        kind, _, name = cell.symbol.partition(":")
        if cell.symbol == "turns":
            yield COUNTED_TO if "turns()" in text else 0
        else:
            yield (COUNTED_TO if name in asked else 0) if kind == "visits" else -1


def _few(play: Callable[[], Result]) -> list[tuple[Result, Fraction]]:
    results = outcomes(play, OUTCOMES_AT_MOST)
    if results is None:
        raise TooLarge
    return results


def _turn(program: Program, state: State, address: str) -> State | None:
    try:
        return turn(program, state, address)
    except NotOnOfferError:
        return None


def _answered(program: Program, state: State | None) -> State | None:
    while state is not None and ask_of(program, state) is not None:
        state = answer(program, state, "")
    return state
