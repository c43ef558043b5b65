"""Find the fewest choices after which a choice is on offer, or show that there are none."""

from __future__ import annotations

from collections import deque

from engine.program.model import Program
from engine.prove.hints.proof_cache import StoredProof
from engine.runtime.closures import EndlessChainError
from engine.runtime.explain import find_choice
from engine.runtime.run import resume_run
from engine.runtime.state import State
from engine.runtime.turn import machine_of, options_of, skip_questions, turn
from engine.runtime.view import line_of

MOST_STATES = 20_000
"""States expanded in search of a path to a choice."""
MOST_LABELS = 6
"""Choices of a path that are named; the rest are counted."""
Key = tuple[int | None, int]
Parents = dict[Key, tuple[Key, int] | None]
"""By state: its parent, and the choice picked there; None at the start."""


def unlock_path(program: Program, proof: StoredProof, state: State, wanted: str) -> str | None:
    """Describe how a choice of this list can become available; None if it is, was used up, or it is unknown.

    Raises:
        NotOnOfferError: this list has no such choice.
    """
    number = find_choice(program, state, wanted)
    choice = machine_of(program).choice(number)
    if choice.is_open(state.cells) or choice.is_used_up(state.cells):
        return None
    way, is_whole = _shortest_path(program, proof, state, number)
    if way is not None:
        return "the shortest way to it: " + _describe_path(program, state, way)
    return "no way from here makes it so" if is_whole else None


def _describe_path(program: Program, state: State, way: list[int]) -> str:
    """Name the choices by the labels they will have when they are picked."""
    machine, labels = machine_of(program), []
    for number in way[:MOST_LABELS]:
        choice = program.choices[number]
        labels.append(f"“{line_of(machine, choice.label, resume_run(state, None))}”")
        state = _take_turn(program, state, choice.address) or state
    more = len(way) - len(labels)
    return ", ".join(labels) + (f" and {more} more choices" if more else "")


def _shortest_path(program: Program, proof: StoredProof, start: State, wanted: int) -> tuple[list[int] | None, bool]:
    """Return the fewest choices after which a choice is on offer, and whether the search was exhaustive.

    Breadth-first search. Games with the same packed state are one node; where chance has a part, only if as many draws
    were made too.
    """
    first = _key(proof, start)
    parents: Parents = {first: None}
    waiting, is_whole = deque([(start, first)]), True
    while waiting:
        state, key = waiting.popleft()
        for number in (option.choice for option in options_of(program, state) if option.is_open):
            if number == wanted:
                return _path_to(parents, key), True
            after = _take_turn(program, state, program.choices[number].address)
            after_key = key if after is None else _key(proof, after)
            if after is None or after_key in parents:
                continue
            if len(parents) >= MOST_STATES:
                is_whole = False
                continue
            parents[after_key] = key, number
            waiting.append((after, after_key))
    return None, is_whole


def _key(proof: StoredProof, state: State) -> Key:
    return proof.encoder.encode(state), state.draws if proof.has_chance else 0


def _path_to(parents: Parents, key: Key) -> list[int]:
    numbers: list[int] = []
    while (before := parents[key]) is not None:
        key, number = before
        numbers.append(number)
    return numbers[::-1]


def _take_turn(program: Program, state: State, address: str) -> State | None:
    try:
        return skip_questions(program, turn(program, state, address))
    except EndlessChainError:
        return None
