"""The journal: the choices made in a game, by stable ids; with the seed, enough to play it again."""

from __future__ import annotations

from typing import assert_never

from engine.program.model import Program
from engine.records import dataclass
from engine.runtime.run import Page
from engine.runtime.state import State
from engine.runtime.turn import answer, start, turn


@dataclass(frozen=True, slots=True)
class PickedChoice:
    """A choice, by its address."""

    address: str


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """An answer."""

    text: str


Move = PickedChoice | TypedAnswer


@dataclass(frozen=True, slots=True)
class Step:
    """One move and the game after it."""

    move: Move | None
    """None for the start of the game."""
    state: State


def play_move(program: Program, state: State, move: Move, page: Page | None = None) -> State:
    """Return the game after a move.

    Raises:
        NotOnOfferError: the move cannot be made here.
        EndlessChainError: the story never comes to rest after it.
    """
    match move:
        case PickedChoice(address):
            return turn(program, state, address, page)
        case TypedAnswer(text):
            return answer(program, state, text, page)
        case unknown:
            assert_never(unknown)


def reprint_page(program: Program, before: State | None, step: Step) -> Page:
    """Return the page that a step printed, by making the step again."""
    page = Page()
    if before is None:
        if step.move is None:
            start(program, step.state.seed, page)
    elif step.move is not None:
        play_move(program, before, step.move, page)
    return page
