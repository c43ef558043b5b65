"""Goes through a small story with the plain runtime and no reduction at all: what a proof has to agree with.

A state is a whole game but for its seed and draws. Counts that the text of the story never asks about are left out, and
the others are kept up to a bound greater than any number these stories compare them with, so that there is an end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from engine.expressions.evaluate import evaluator
from engine.expressions.terms import Term
from engine.program.model import End, Program
from engine.prove.outcomes import chances_after, first_chances
from engine.runtime.link import EndlessChain
from engine.runtime.lists import LinkedDraw
from engine.runtime.state import State
from engine.runtime.turn import machine_of

COUNTED_TO = 6
"""More than any number the stories compare a count with."""
EVEN = Fraction(1)
OUTCOMES_AT_MOST = 200
"""Of one choice; where chance can go round before the next rest there is no end to them."""


class TooLarge(Exception):
    """The story is not small enough for this."""


class NeverRests(Exception):
    """The story can run on without a choice."""


@dataclass(slots=True)
class PlainSpace:
    """Every game of a story."""

    program: Program
    most: tuple[int, ...]
    """What each cell is counted to; -1 for a cell that is kept as it is."""
    numbers: dict[State, int] = field(default_factory=dict)
    states: list[State] = field(default_factory=list)
    distance: list[int] = field(default_factory=list)
    moves: list[list[tuple[int, Fraction]]] = field(default_factory=list)
    """By state: where it can go, with the chances of a player who picks evenly."""
    first: list[tuple[int, Fraction]] = field(default_factory=list)
    entered: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    """The scenes whose choices stand in lists that games rest at."""
    offered: set[str] = field(default_factory=set)
    """The choices that are ever on offer."""

    def number(self, state: State, distance: int) -> int:
        """A state's number, new or known."""
        cells = tuple(c if most < 0 else min(c, most) for c, most in zip(state.cells, self.most, strict=True))
        kept = replace(state, cells=cells, seed=0, draws=0)
        if kept not in self.numbers:
            self.numbers[kept] = len(self.states)
            self.states.append(kept)
            self.distance.append(distance)
        return self.numbers[kept]

    def finals(self, ending: str) -> list[int]:
        """The states of an ending."""
        code = self.program.code
        return [at for at, state in enumerate(self.states) if code[state.point] == End(ending)]

    def ever(self, condition: Term) -> bool:
        """Some game that waits or is over has it hold."""
        holds = evaluator(condition, machine_of(self.program).index)
        return any(holds(state.cells) for state in self.states)

    def comes_to(self, targets: Iterable[int]) -> set[int]:
        """The states from which one of the targets can be reached."""
        before: dict[int, set[int]] = {}
        for at, moves in enumerate(self.moves):
            for target, _ in moves:
                before.setdefault(target, set()).add(at)
        return _closure(targets, lambda at: before.get(at, ()))

    def longest_to(self, targets: Iterable[int]) -> int | None:
        """The most turns a game can have that comes to one of the targets; None if there is no most."""
        on_the_way = self.comes_to(targets)
        waiting = {at: {to for to, _ in self.moves[at] if to in on_the_way} for at in on_the_way}
        turns = 0
        while waiting:
            last = {at for at, after in waiting.items() if not after}
            if not last:
                return None
            waiting = {at: after - last for at, after in waiting.items() if at not in last}
            turns += 1
        return turns - 1


def _closure(targets: Iterable[int], further: Callable[[int], Iterable[int]]) -> set[int]:
    waiting = list(targets)
    found = set(waiting)
    while waiting:
        fresh = set(further(waiting.pop())) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def explored_plainly(program: Program, text: str, most: int) -> PlainSpace:
    """Every game of a story.

    Raises:
        TooLarge: there are more than so many states.
        NeverRests: the story can run on without ever coming to a choice.
    """
    space = PlainSpace(program, tuple(_counted(program, text)))
    try:
        for state, chance in _few(first_chances(program)):
            _note(space, state)
            space.first.append((space.number(state, 0), chance))
        for at, state in enumerate(space.states):  # grows as it is gone through
            if len(space.states) > most:
                raise TooLarge
            space.moves.append(_moves(space, state, space.distance[at] + 1))
    except EndlessChain:
        raise NeverRests from None
    return space


def _counted(program: Program, text: str) -> Iterator[int]:
    asked = set(re.findall(r"(?:visits\(|seen\(|first: |then: )(\w+)", text))
    for cell in program.cells:
        kind, _, name = cell.symbol.partition(":")
        if cell.symbol == "turns":
            yield COUNTED_TO if "turns()" in text else 0
        else:
            yield (COUNTED_TO if name in asked else 0) if kind == "visits" else -1


def _few(outcomes: Iterator[tuple[State, Fraction]]) -> Iterator[tuple[State, Fraction]]:
    for number, outcome in enumerate(outcomes):
        if number > OUTCOMES_AT_MOST:
            raise TooLarge
        yield outcome


def _note(space: PlainSpace, state: State) -> None:
    for cell, count in zip(space.program.cells, state.cells, strict=True):
        kind, _, scene = cell.symbol.partition(":")
        if kind == "visits" and count:
            space.entered.add(scene)


def _moves(space: PlainSpace, state: State, distance: int) -> list[tuple[int, Fraction]]:
    moves: dict[int, Fraction] = {}
    picks = list(_picks(space, state))
    total = sum((weight for _, _, weight in picks), Fraction(0))
    for choice, follow, weight in picks:
        for after, chance in _few(chances_after(space.program, state, choice, follow)):
            _note(space, after)
            number = space.number(after, distance)
            moves[number] = moves.get(number, Fraction(0)) + chance * weight / total
    return list(moves.items())


def _picks(space: PlainSpace, state: State) -> Iterator[tuple[int, int, Fraction]]:
    """Every choice that can be on offer, where its body goes on, and how likely it is to be on offer."""
    offered = machine_of(space.program).list_at(state.point)
    for entry in offered.entries if offered else ():
        if isinstance(entry, LinkedDraw):
            eligible = entry.eligible(state.cells)
            shown = eligible if entry.shuffle else eligible[: entry.limit]
            weight = Fraction(min(entry.limit, len(shown)), len(shown) or 1)
            open_now = [(choice, weight) for choice in shown]
        else:
            space.listed.add(space.program.choices[entry.choice.number].scene)
            open_now = [(entry.choice, EVEN)] if entry.choice.is_open(state.cells) else []
        for choice, weight in open_now:
            space.offered.add(choice.address)
            yield choice.number, entry.follow, weight


def chance_of(space: PlainSpace, targets: Iterable[int]) -> Fraction:
    """How likely a player who picks evenly comes to one of the targets: states are taken out one by one."""
    aims = set(targets)
    moves = [{} if at in aims else dict(after) for at, after in enumerate(space.moves)]
    start = len(moves)
    moves.append({})
    for state, chance in space.first:
        moves[start][state] = moves[start].get(state, Fraction(0)) + chance
    before: list[set[int]] = [set() for _ in moves]
    for at, after in enumerate(moves):
        for target in after:
            before[target].add(at)
    for at in range(start - 1, -1, -1):
        if at not in aims:
            _take_out(at, moves, before)
    return sum((chance for at, chance in moves[start].items() if at in aims), Fraction(0))


def _take_out(at: int, moves: list[dict[int, Fraction]], before: list[set[int]]) -> None:
    after, moves[at] = moves[at], {}
    leaving = 1 - after.pop(at, Fraction(0))
    before[at].discard(at)
    for target in after:
        before[target].discard(at)
    for earlier in before[at]:
        chance = moves[earlier].pop(at)
        for target, share in after.items():
            moves[earlier][target] = moves[earlier].get(target, Fraction(0)) + chance * share / leaving
            before[target].add(earlier)
