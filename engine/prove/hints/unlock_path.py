"""The way to a choice that is not on offer: the fewest choices after which it is, or that there are none."""

from __future__ import annotations

from collections import deque

from engine.program.model import Program
from engine.prove.hints.proof_cache import StoredProof
from engine.runtime.closures import EndlessChain
from engine.runtime.explain import find_choice
from engine.runtime.run import resume_run
from engine.runtime.state import State
from engine.runtime.turn import machine_of, options_of, skip_questions, turn
from engine.runtime.view import line_of

MOST_STATES = 20_000
"""States gone through for a way to a choice."""
SHOWN = 6
"""Choices of a way that are named; the rest are counted."""
Key = tuple[int | None, int]
Came = dict[Key, tuple[Key, int] | None]
"""By state: the state before it, and the choice picked there."""


def unlock_path(program: Program, proof: StoredProof, state: State, wanted: str) -> str | None:
    """A sentence on how a choice of this list can come to be on offer; None if it is, was, or nobody knows.

    Raises:
        NotOnOffer: this list has no such choice.
    """
    number = find_choice(program, state, wanted)
    choice = machine_of(program).choice(number)
    if choice.is_open(state.cells) or choice.is_used_up(state.cells):
        return None
    way, is_whole = _way_to(program, proof, state, number)
    if way is not None:
        return "the shortest way to it: " + _told(program, state, way)
    return "no way from here makes it so" if is_whole else None


def _told(program: Program, state: State, way: list[int]) -> str:
    """The labels as they will read by then."""
    machine, labels = machine_of(program), []
    for number in way[:SHOWN]:
        choice = program.choices[number]
        labels.append(f"“{line_of(machine, choice.label, resume_run(state, None))}”")
        state = _after(program, state, choice.address) or state
    more = len(way) - len(labels)
    return ", ".join(labels) + (f" and {more} more choices" if more else "")


def _way_to(program: Program, proof: StoredProof, start: State, wanted: int) -> tuple[list[int] | None, bool]:
    """The fewest choices after which a choice is on offer, and whether everything was gone through.

    Games are alike when nothing that matters tells them apart; where chance has a part, not unless it stands the same.
    """
    first = _key(proof, start)
    came: Came = {first: None}
    waiting, is_whole = deque([(start, first)]), True
    while waiting:
        state, key = waiting.popleft()
        for number in (option.choice for option in options_of(program, state) if option.is_open):
            if number == wanted:
                return _choices(came, key), True
            after = _after(program, state, program.choices[number].address)
            reached = key if after is None else _key(proof, after)
            if after is None or reached in came:
                continue
            if len(came) >= MOST_STATES:
                is_whole = False
                continue
            came[reached] = key, number
            waiting.append((after, reached))
    return None, is_whole


def _key(proof: StoredProof, state: State) -> Key:
    return proof.packer.encode(state), state.draws if proof.has_chance else 0


def _choices(came: Came, key: Key) -> list[int]:
    numbers: list[int] = []
    while (before := came[key]) is not None:
        key, number = before
        numbers.append(number)
    return numbers[::-1]


def _after(program: Program, state: State, address: str) -> State | None:
    try:
        return skip_questions(program, turn(program, state, address))
    except EndlessChain:
        return None
