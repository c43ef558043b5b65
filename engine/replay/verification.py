"""Plays a journal again and finds the first place where the game is not the one that was written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.program.model import Program
from engine.runtime.journal import Move, Picked, Step, make
from engine.runtime.link import EndlessChain
from engine.runtime.state import State
from engine.runtime.turn import NotOnOffer, ask_of, machine_of, options_of
from engine.runtime.view import host_scene

Hash = Callable[[Program, State], str]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One step as it was written down."""

    move: Move
    hash: str
    """Of the state after it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a game played again first departs from its journal."""

    turn: int
    scene: str
    expected: str
    """A state hash, or a move that was made."""
    found: str
    """A state hash, or what the game offers instead."""

    def __str__(self) -> str:
        return f"turn {self.turn}, scene `{self.scene}`: expected {self.expected}, found {self.found}"


@dataclass(frozen=True, slots=True)
class Verified:
    """A journal played again."""

    steps: tuple[Step, ...]
    """The game as far as it agrees."""
    difference: Difference | None


def play_on(program: Program, begin: State, moves: Iterable[Move]) -> Verified:
    """Plays moves again as far as they can be made, whatever the states they lead to: the story was edited since."""
    steps = [Step(None, begin)]
    for move in moves:
        try:
            steps.append(Step(move, make(program, steps[-1].state, move)))
        except (NotOnOffer, EndlessChain):
            return Verified(tuple(steps), _refused(program, steps[-1].state, move))
    return Verified(tuple(steps), None)


def verify(program: Program, begin: State, first: str, journal: Iterable[Recorded], hash_of: Hash) -> Verified:
    """Plays a journal again from where it began, as far as every state has the hash that was written down.

    `first` is the hash that was written down for `begin`.
    """
    found = hash_of(program, begin)
    if found != first:
        return Verified((), _at(program, begin, f"state {first}", f"state {found}"))
    steps = [Step(None, begin)]
    for recorded in journal:
        before = steps[-1].state
        try:
            state = make(program, before, recorded.move)
        except (NotOnOffer, EndlessChain):
            return Verified(tuple(steps), _refused(program, before, recorded.move))
        found = hash_of(program, state)
        if found != recorded.hash:
            return Verified(tuple(steps), _at(program, state, f"state {recorded.hash}", f"state {found}"))
        steps.append(Step(recorded.move, state))
    return Verified(tuple(steps), None)


def _refused(program: Program, state: State, move: Move) -> Difference:
    expected = f"the choice `{move.address}`" if isinstance(move, Picked) else "a question to answer"
    return _at(program, state, expected, offered_words(program, state))


def _at(program: Program, state: State, expected: str, found: str) -> Difference:
    scene = host_scene(machine_of(program), state).id
    return Difference(state.cells[0], scene, expected, found)


def offered_words(program: Program, state: State) -> str:
    """What can be done at a rest, in words."""
    if ask_of(program, state) is not None:
        return "a question, answered by a line that starts with `= `"
    offered = [program.choices[option.choice].id for option in options_of(program, state) if option.is_open]
    return ", ".join(f"`{id}`" for id in offered) or "the end of the story"
