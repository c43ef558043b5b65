"""A way through the packed states, played again by the plain runtime: a game that opens at what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.program.model import Program
from engine.prove.search import Explored
from engine.runtime.journal import Move, Picked, Step, Typed, make
from engine.runtime.link import EndlessChain
from engine.runtime.state import State
from engine.runtime.turn import NotOnOffer, ask_of, start

SEEDS_TRIED = 500
"""Where chance has a part, how many seeds are tried for one whose draws fall as the way needs them."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A game that shows something."""

    seed: int
    steps: tuple[Step, ...]

    @property
    def choices(self) -> tuple[str, ...]:
        """The addresses of the choices, in order."""
        return tuple(step.move.address for step in self.steps if isinstance(step.move, Picked))


def witness_of(found: Explored, state: int, more: Sequence[int] = ()) -> Witness | None:
    """A game that goes the shortest way to a state, and on by some more choices; None if no seed's draws allow it."""
    way = found.path(state)
    picks = [found.space.choice(found.states[at], pick).address for at, pick in way]
    goals = [found.states[at] for at, _ in way[1:]] + [found.states[state]]
    for pick in more:
        picks.append(found.space.choice(found.states[state], pick).address)
    follows = _follows(found, goals)
    has_chance = bool(found.space.weighted) or len(found.space.first) > 1
    for seed in range(SEEDS_TRIED if has_chance else 1):
        witness = play_again(found.space.program, seed, picks, follows)
        if witness is not None:
            return witness
    return None


def _follows(found: Explored, goals: Sequence[int]) -> Callable[[int, State], bool]:
    """Whether a game stands where the way goes after a number of choices."""

    def stands(turn: int, state: State) -> bool:
        return turn > len(goals) or found.space.packed(state) == goals[turn - 1]

    return stands


def play_again(
    program: Program, seed: int, addresses: Sequence[str], stands: Callable[[int, State], bool]
) -> Witness | None:
    """Plays some choices; None as soon as one is not on offer or the game stands elsewhere than it should."""
    try:
        steps = begun(program, seed)
        for turn, address in enumerate(addresses, 1):
            take(program, steps, address)
            if not stands(turn, steps[-1].state):
                return None
    except (NotOnOffer, EndlessChain):
        return None
    return Witness(seed, tuple(steps))


def begun(program: Program, seed: int) -> list[Step]:
    """A game at its first choice; whatever is asked before has an answer.

    Raises:
        EndlessChain: it never comes to one.
    """
    steps = [Step(None, start(program, seed))]
    _answer_all(program, steps)
    return steps


def take(program: Program, steps: list[Step], address: str) -> None:
    """Picks a choice and goes on to the next, answering all that is asked on the way.

    Raises:
        NotOnOffer, EndlessChain: it cannot be picked, or the story runs on from it for ever.
    """
    _add(program, steps, Picked(address))
    _answer_all(program, steps)


def _answer_all(program: Program, steps: list[Step]) -> None:
    while ask_of(program, steps[-1].state) is not None:
        _add(program, steps, Typed("…"))


def _add(program: Program, steps: list[Step], move: Move) -> None:
    steps.append(Step(move, make(program, steps[-1].state, move)))
