"""Play paths of the state graph again with the plain runtime: games that open at what the search reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.program.model import Program
from engine.prove.search.state_graph import StateGraph
from engine.records import dataclass
from engine.runtime.closures import EndlessChainError
from engine.runtime.journal import Move, PickedChoice, Step, TypedAnswer, play_move
from engine.runtime.state import State
from engine.runtime.turn import NotOnOfferError, ask_of, start

SEEDS_TRIED = 500
"""Seeds tried until the draws fall as a path needs them."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A game that shows something."""

    seed: int
    steps: tuple[Step, ...]

    @property
    def choices(self) -> tuple[str, ...]:
        """The addresses of the choices, in order."""
        return tuple(step.move.address for step in self.steps if isinstance(step.move, PickedChoice))


def shortest_way(graph: StateGraph, state: int) -> Witness | None:
    """Return a game that takes the shortest path to a state; None if no seed tried makes the draws it needs."""
    way, space = graph.path(state), graph.space
    picks = [space.choice(graph.states[at], pick).address for at, pick in way]
    goals = [graph.states[at] for at in (*(at for at, _ in way), state)]
    return find_seeded_game(graph, picks, lambda turn, game: space.encode(game) == goals[turn])


def find_seeded_game(
    graph: StateGraph, addresses: Sequence[str], is_expected: Callable[[int, State], bool]
) -> Witness | None:
    """Play some choices with the first seed that allows it; see `play_again`."""
    for seed in range(SEEDS_TRIED if has_chance(graph) else 1):
        witness = play_again(graph.space.program, seed, addresses, is_expected)
        if witness is not None:
            return witness
    return None


def has_chance(graph: StateGraph) -> bool:
    """Return whether draws decide anything."""
    return bool(graph.space.weighted_moves) or len(graph.space.initial_states) > 1


def play_again(
    program: Program, seed: int, addresses: Sequence[str], is_expected: Callable[[int, State], bool]
) -> Witness | None:
    """Play some choices; return None as soon as one is not on offer or a state is not the expected one."""
    try:
        steps = begin_game(program, seed)
        if not is_expected(0, steps[-1].state):
            return None
        for turn, address in enumerate(addresses, 1):
            take_choice(program, steps, address)
            if not is_expected(turn, steps[-1].state):
                return None
    except (NotOnOfferError, EndlessChainError):
        return None
    return Witness(seed, tuple(steps))


def begin_game(program: Program, seed: int) -> list[Step]:
    """Return a game at its first choice, with all questions before it answered.

    Raises:
        EndlessChainError: it never comes to one.
    """
    steps = [Step(None, start(program, seed))]
    _answer_all(program, steps)
    return steps


def take_choice(program: Program, steps: list[Step], address: str) -> None:
    """Pick a choice and run to the next list, answering all questions on the way.

    Raises:
        NotOnOfferError, EndlessChainError: it cannot be picked, or the story runs on from it for ever.
    """
    _add(program, steps, PickedChoice(address))
    _answer_all(program, steps)


def _answer_all(program: Program, steps: list[Step]) -> None:
    while ask_of(program, steps[-1].state) is not None:
        _add(program, steps, TypedAnswer("…"))


def _add(program: Program, steps: list[Step], move: Move) -> None:
    steps.append(Step(move, play_move(program, steps[-1].state, move)))
