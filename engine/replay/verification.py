"""Plays a journal again and finds the first place where the game differs from the recorded one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.program.model import Program
from engine.records import dataclass
from engine.runtime.closures import EndlessChainError
from engine.runtime.journal import Move, PickedChoice, Step, play_move
from engine.runtime.state import State
from engine.runtime.turn import NotOnOfferError, ask_of, machine_of, options_of
from engine.runtime.view import host_scene

Hash = Callable[[State], str]
RecordedStep = tuple[Move, str]
"""A move, and the hash of the state after it."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The first place where a game played again differs from its journal."""

    turn: int
    scene: str
    expected: str
    """A state hash, or a recorded move."""
    actual: str
    """A state hash, or what the game offers instead."""

    def __str__(self) -> str:
        return f"turn {self.turn}, scene `{self.scene}`: expected {self.expected}, found {self.actual}"


@dataclass(frozen=True, slots=True)
class Verification:
    """A journal played again."""

    steps: tuple[Step, ...]
    """The game as far as it agrees."""
    mismatch: Mismatch | None


def replay_moves(program: Program, begin: State, moves: Iterable[Move]) -> Verification:
    """Play moves again as far as they can be made, whatever states they lead to, since the story was edited."""
    steps = [Step(None, begin)]
    for move in moves:
        try:
            steps.append(Step(move, play_move(program, steps[-1].state, move)))
        except (NotOnOfferError, EndlessChainError):
            return Verification(tuple(steps), _refused_move(program, steps[-1].state, move))
    return Verification(tuple(steps), None)


def verify(program: Program, begin: State, first: str, journal: Iterable[RecordedStep], hash_of: Hash) -> Verification:
    """Play a journal again from where it began, as long as every state has the recorded hash.

    `first` is the recorded hash of `begin`.
    """
    actual_hash = hash_of(begin)
    if actual_hash != first:
        return Verification((), _mismatch_at(program, begin, f"state {first}", f"state {actual_hash}"))
    steps = [Step(None, begin)]
    for move, recorded_hash in journal:
        before = steps[-1].state
        try:
            state = play_move(program, before, move)
        except (NotOnOfferError, EndlessChainError):
            return Verification(tuple(steps), _refused_move(program, before, move))
        actual_hash = hash_of(state)
        if actual_hash != recorded_hash:
            mismatch = _mismatch_at(program, state, f"state {recorded_hash}", f"state {actual_hash}")
            return Verification(tuple(steps), mismatch)
        steps.append(Step(move, state))
    return Verification(tuple(steps), None)


def _refused_move(program: Program, state: State, move: Move) -> Mismatch:
    expected = f"the choice `{move.address}`" if isinstance(move, PickedChoice) else "a question to answer"
    return _mismatch_at(program, state, expected, offer_text(program, state))


def _mismatch_at(program: Program, state: State, expected: str, actual: str) -> Mismatch:
    return Mismatch(state.cells[0], host_scene(machine_of(program), state).id, expected, actual)


def offer_text(program: Program, state: State) -> str:
    """Describe what can be done in a state, as part of a sentence."""
    if ask_of(program, state) is not None:
        return "a question, answered by a line that starts with `= `"
    ids = [program.choices[option.choice].id for option in options_of(program, state) if option.is_open]
    return ", ".join(f"`{id}`" for id in ids) or "the end of the story"
