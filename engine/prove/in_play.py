"""What a kept proof tells a player: how many endings are still open, and the way to a choice that is not on offer."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from engine.program.model import Program
from engine.prove.kept_proof import KeptProof, recall_proof
from engine.runtime.explain import choice_here
from engine.runtime.link import EndlessChain
from engine.runtime.run import resumed
from engine.runtime.state import State
from engine.runtime.turn import answer, ask_of, machine_of, options_of, turn
from engine.runtime.view import line_of

MOST_STATES = 20_000
"""States gone through for a way to a choice."""
SHOWN = 6
"""Choices of a way that are named; the rest are counted."""


@dataclass(slots=True)
class InPlay:
    """A program's proof, looked for when it is first wanted; without one it tells nothing."""

    program: Program
    _proof: KeptProof | None = None
    _is_looked_for: bool = False

    @property
    def proof(self) -> KeptProof | None:
        """The proof, if one is kept."""
        if not self._is_looked_for:
            self._proof, self._is_looked_for = recall_proof(self.program), True
        return self._proof

    def endings_open(self, state: State) -> int | None:
        """How many endings a game can still come to; None where that is not proved."""
        proof, rested = self.proof, _at_choice(self.program, state) if self.proof else None
        packed = proof.packer.packed(rested) if proof and rested else None
        endings = proof.open_to(packed) if proof and packed is not None else None
        return None if endings is None else endings.bit_count()

    def remedy(self, state: State, wanted: str) -> str | None:
        """How a choice of this list that is not on offer can come to be, or that it cannot; None if that is not known."""
        number = choice_here(self.program, state, wanted)
        choice = machine_of(self.program).choice(number)
        if self.proof is None or choice.is_open(state.cells) or choice.is_used_up(state.cells):
            return None
        way, is_whole = _way_to(self.program, self.proof, state, number)
        if way is not None:
            return "the shortest way to it: " + _told(way)
        return "no way from here makes it so" if is_whole else None


def _told(way: list[str]) -> str:
    shown = ", ".join(f"“{label}”" for label in way[:SHOWN])
    return shown if len(way) <= SHOWN else f"{shown} and {len(way) - SHOWN} more choices"


def _way_to(program: Program, proof: KeptProof, start: State, wanted: int) -> tuple[list[str] | None, bool]:
    """The labels of the fewest choices after which a choice is on offer, and whether everything was gone through.

    Games are alike when nothing that matters tells them apart; where chance has a part, not unless it stands the same.
    """
    came: dict[tuple[int | None, int], tuple[tuple[int | None, int], str] | None] = {_key(proof, start): None}
    waiting, is_whole = deque([start]), True
    while waiting:
        state = waiting.popleft()
        for number, address, label in _open(program, state):
            if number == wanted:
                return _labels(came, _key(proof, state)), True
            after = _after(program, state, address)
            if after is None:
                continue
            key = _key(proof, after)
            if key not in came:
                if len(came) >= MOST_STATES:
                    is_whole = False
                    continue
                came[key] = _key(proof, state), label
                waiting.append(after)
    return None, is_whole


def _key(proof: KeptProof, state: State) -> tuple[int | None, int]:
    return proof.packer.packed(state), state.draws if proof.has_chance else 0


def _labels(
    came: dict[tuple[int | None, int], tuple[tuple[int | None, int], str] | None], key: tuple[int | None, int]
) -> list[str]:
    labels: list[str] = []
    while (before := came[key]) is not None:
        key, label = before
        labels.append(label)
    return labels[::-1]


def _open(program: Program, state: State) -> list[tuple[int, str, str]]:
    machine, run = machine_of(program), resumed(state, None)
    choices = [
        (option.choice, program.choices[option.choice]) for option in options_of(program, state) if option.is_open
    ]
    return [(number, choice.address, line_of(machine, choice.label, run)) for number, choice in choices]


def _after(program: Program, state: State, address: str) -> State | None:
    try:
        return _at_choice(program, turn(program, state, address))
    except EndlessChain:
        return None


def _at_choice(program: Program, state: State) -> State | None:
    """The game once everything asked for is answered: no condition reads what is typed."""
    try:
        while ask_of(program, state) is not None:
            state = answer(program, state, "")
    except EndlessChain:
        return None
    return state
