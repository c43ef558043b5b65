"""Goes through a small story with the plain runtime and no reduction at all: what a proof has to agree with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from engine.expressions.language.terms import Term
from engine.expressions.semantics.evaluate import evaluator
from engine.program.model import End, Program
from engine.runtime.offers import PreparedPick
from engine.runtime.state import State
from engine.runtime.turn import machine_of
from tests.prove.plain_turns import PlainTurns, TooLarge, plain_turns


@dataclass(slots=True)
class PlainSpace:
    """Every game of a story."""

    turns: PlainTurns
    numbers: dict[State, int] = field(default_factory=dict)
    states: list[State] = field(default_factory=list)
    distance: list[int] = field(default_factory=list)
    moves: list[list[tuple[int, Fraction]]] = field(default_factory=list)
    """By state: where it can go, with the chances of a player who picks evenly."""
    first: list[tuple[int, Fraction]] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    """The scenes whose choices stand in lists that games rest at."""
    offered: set[str] = field(default_factory=set)
    """The choices that are ever on offer."""

    def number(self, state: State, distance: int) -> int:
        """A state's number, new or known."""
        if state not in self.numbers:
            self.numbers[state] = len(self.states)
            self.states.append(state)
            self.distance.append(distance)
        return self.numbers[state]

    @property
    def program(self) -> Program:
        """The story."""
        return self.turns.program

    @property
    def entered(self) -> set[str]:
        """The scenes some game comes into."""
        return self.turns.entered

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
    space = PlainSpace(plain_turns(program, text))
    for state, chance in space.turns.first().items():
        space.first.append((space.number(state, 0), chance))
    for at, state in enumerate(space.states):  # grows as it is gone through
        if len(space.states) > most:
            raise TooLarge
        space.moves.append(_moves(space, state, space.distance[at] + 1))
    return space


def _moves(space: PlainSpace, state: State, distance: int) -> list[tuple[int, Fraction]]:
    offered = machine_of(space.program).list_at(state.point)
    written = [entry for entry in offered.entries if isinstance(entry, PreparedPick)] if offered else []
    space.listed |= {space.program.choices[entry.choice.number].scene for entry in written}
    moves: dict[int, Fraction] = {}
    for address in sorted(space.turns.choices(state)):
        space.offered.add(address)
        for after, chance in space.turns.after(state, address).items():
            number = space.number(after, distance)
            moves[number] = moves.get(number, Fraction(0)) + chance
    total = sum(moves.values(), Fraction(0))
    return [(target, chance / total) for target, chance in moves.items()]


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
