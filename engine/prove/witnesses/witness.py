"""A way through the packed states, played again by the plain runtime: a game that opens at what the search came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.program.model import Program
from engine.prove.search.search import StateGraph
from engine.runtime.closures import EndlessChain
from engine.runtime.journal import Move, PickedChoice, Step, TypedAnswer, play_move
from engine.runtime.state import State
from engine.runtime.turn import NotOnOffer, ask_of, start

SEEDS_TRIED = 500
"""How many seeds are tried for one whose draws fall as one certain way needs them."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A game that shows something."""

    seed: int
    steps: tuple[Step, ...]

    @property
    def choices(self) -> tuple[str, ...]:
        """The addresses of the choices, in order."""
        return tuple(step.move.address for step in self.steps if isinstance(step.move, PickedChoice))


def shortest_way(found: StateGraph, state: int) -> Witness | None:
    """Return a game that goes the shortest way to a state; None if no seed tried makes the draws it needs."""
    way, space = found.path(state), found.space
    picks = [space.choice(found.states[at], pick).address for at, pick in way]
    goals = [found.states[at] for at in (*(at for at, _ in way), state)]
    return played_by_a_seed(found, picks, lambda turn, game: space.encode(game) == goals[turn])


def played_by_a_seed(
    found: StateGraph, addresses: Sequence[str], stands: Callable[[int, State], bool]
) -> Witness | None:
    """Play some choices with the first seed that allows it; see `play_again`."""
    for seed in range(SEEDS_TRIED if has_chance(found) else 1):
        witness = play_again(found.space.program, seed, addresses, stands)
        if witness is not None:
            return witness
    return None


def has_chance(found: StateGraph) -> bool:
    """Tell whether draws decide anything."""
    return bool(found.space.weighted_points) or len(found.space.initial_states) > 1


def play_again(
    program: Program, seed: int, addresses: Sequence[str], stands: Callable[[int, State], bool]
) -> Witness | None:
    """Play some choices; return None as soon as one is not on offer or the game stands elsewhere than it should."""
    try:
        steps = begin_game(program, seed)
        if not stands(0, steps[-1].state):
            return None
        for turn, address in enumerate(addresses, 1):
            take_choice(program, steps, address)
            if not stands(turn, steps[-1].state):
                return None
    except (NotOnOffer, EndlessChain):
        return None
    return Witness(seed, tuple(steps))


def begin_game(program: Program, seed: int) -> list[Step]:
    """A game at its first choice; whatever is asked before has an answer.

    Raises:
        EndlessChain: it never comes to one.
    """
    steps = [Step(None, start(program, seed))]
    _answer_all(program, steps)
    return steps


def take_choice(program: Program, steps: list[Step], address: str) -> None:
    """Picks a choice and goes on to the next, answering all that is asked on the way.

    Raises:
        NotOnOffer, EndlessChain: it cannot be picked, or the story runs on from it for ever.
    """
    _add(program, steps, PickedChoice(address))
    _answer_all(program, steps)


def _answer_all(program: Program, steps: list[Step]) -> None:
    while ask_of(program, steps[-1].state) is not None:
        _add(program, steps, TypedAnswer("…"))


def _add(program: Program, steps: list[Step], move: Move) -> None:
    steps.append(Step(move, play_move(program, steps[-1].state, move)))
