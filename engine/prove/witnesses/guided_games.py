"""Games that come to some states where chance has a part: at every turn the best choice of those on offer is picked.

How good a state is, is the chance of a player who picks best to come from it to one of the targets, a little less for
each turn: the value of a Markov decision process, by value iteration from below (Bellman 1957). A game from which no
target can be reached any more is given up, and the next seed is tried: the more, the smaller that chance is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from engine.prove.results.soft_locks import predecessors
from engine.prove.search.search import StateGraph
from engine.prove.witnesses.witness import Witness, has_chance, play_again, shortest_way
from engine.runtime.closures import EndlessChain
from engine.runtime.state import State
from engine.runtime.turn import options_of, skip_questions, start, turn

PATIENCE = 0.99
"""What a state one turn away is worth to one who is there already."""
WORK = 4_000_000
"""Transitions looked at in all rounds of value iteration, beside two rounds."""
ROUNDS = 100
NOTICED = 0.001
"""A round that makes no state better by more than this part is the last."""
SURE = 40
"""How many times as many seeds are tried as are needed on average."""
SEEDS_AT_MOST = 300_000
TURNS_AT_MOST = 300_000
"""Of all games tried together."""
LONGEST_GAME = 5_000

Action = tuple[int, float, list[tuple[int, float]]]
"""A choice by number, how likely it is to be on offer, and where it leads how likely when it is."""


def witness_of(found: StateGraph, targets: Sequence[int]) -> Witness | None:
    """Return a game that comes to one of some states, by the shortest way to the first of them if a seed allows it."""
    witness = shortest_way(found, targets[0])
    if witness is not None or not has_chance(found):
        return witness
    return _Guide(found, *_valued(found, targets)).game()


def _valued(found: StateGraph, targets: Sequence[int]) -> tuple[list[float], dict[int, list[Action]]]:
    """Return how good every state is, and the actions of each state from which a target can be reached."""
    values = [0.0] * len(found.states)
    for state in targets:
        values[state] = 1.0
    actions = {state: list(_actions(found, state)) for state in _nearest_first(found, targets)}
    work = sum(len(after) for choices in actions.values() for _, _, after in choices)
    for _ in range(min(ROUNDS, 2 + WORK // (work + 1))):
        if not _is_better(values, actions):
            break
    return values, actions


def _nearest_first(found: StateGraph, targets: Sequence[int]) -> Iterator[int]:
    """Yield the states from which a target can be reached, by the fewest turns it takes; the targets left out."""
    before, bounds = predecessors(found)
    seen = bytearray(len(found.states))
    for state in targets:
        seen[state] = 1
    waiting = list(targets)
    for state in waiting:  # grows as it is gone through
        for source in before[bounds[state] : bounds[state + 1]]:
            if not seen[source]:
                seen[source] = 1
                waiting.append(source)
                yield source


def _actions(found: StateGraph, state: int) -> Iterator[Action]:
    """Yield what can be done in a state."""
    space, packed = found.space, found.states[state]
    pickings, edges = (
        space.control_flow.pickings(space.resting_point(packed)),
        range(found.edge_bounds[state], found.edge_bounds[state + 1]),
    )
    weights = space.weights(packed) or [Fraction(1)] * len(edges)
    outcomes: dict[int, list[tuple[int, float]]] = {}
    for edge, weight in zip(edges, weights, strict=True):
        outcomes.setdefault(found.edge_choices[edge], []).append((found.edges[edge], float(weight)))
    for pick, after in outcomes.items():
        offered = sum(weight for _, weight in after)
        yield pickings[pick].choice, offered, [(target, weight / offered) for target, weight in after]


def _is_better(values: list[float], actions: dict[int, list[Action]]) -> bool:
    """Make every state as good as its choices allow; whether any became notably better."""
    is_better = False
    for state, choices in actions.items():
        ranked = sorted(((_worth(values, choice), choice[1]) for choice in choices), reverse=True)
        value, left = 0.0, PATIENCE
        for worth, offered in ranked:
            value += left * offered * worth
            left *= 1 - offered
        if value > values[state] * (1 + NOTICED):
            is_better = True
        values[state] = max(value, values[state])
    return is_better


def _worth(values: list[float], action: Action) -> float:
    return sum(values[target] * chance for target, chance in action[2])


@dataclass(slots=True)
class _Guide:
    """What picks the choices of the games that are tried."""

    found: StateGraph
    values: list[float]
    actions: dict[int, list[Action]]
    turns: int = 0

    def game(self) -> Witness | None:
        """Return the game of the first seed that comes to a target."""
        program = self.found.space.program
        places = {packed: at for at, packed in enumerate(self.found.states)}
        likely = sum(float(weight) * self.values[at] for at, (_, weight) in enumerate(self.found.space.initial_states))
        for seed in range(min(SEEDS_AT_MOST, ceil(SURE / likely)) if likely else 0):
            picks = self._walk(_started(self.found, seed), places)
            if picks is not None:
                return play_again(program, seed, picks, lambda turn, game: True)
            if self.turns > TURNS_AT_MOST:
                return None
        return None

    def _walk(self, game: State | None, places: dict[int, int]) -> list[str] | None:
        """Pick the best choice until a target is reached; None if it no longer can be."""
        program, picks = self.found.space.program, list[str]()
        while len(picks) < LONGEST_GAME:
            rested = None if game is None else skip_questions(program, game)
            packed = None if rested is None else self.found.space.encode(rested)
            at = None if packed is None else places.get(packed)
            if rested is None or at is None or not self.values[at]:
                return None
            if at not in self.actions:
                return picks
            best = self._best(rested, at)
            if best is None:
                return None
            picks.append(program.choices[best].address)
            self.turns += 1
            game = _after(self.found, rested, picks[-1])
        return None

    def _best(self, game: State, at: int) -> int | None:
        """Return the best choice on offer, by number."""
        offered = {option.choice for option in options_of(self.found.space.program, game) if option.is_open}
        open_now = [action for action in self.actions[at] if action[0] in offered]
        best = max(open_now, key=lambda action: _worth(self.values, action), default=None)
        return None if best is None or not _worth(self.values, best) else best[0]


def _started(found: StateGraph, seed: int) -> State | None:
    try:
        return start(found.space.program, seed)
    except EndlessChain:
        return None


def _after(found: StateGraph, game: State, address: str) -> State | None:
    try:
        return turn(found.space.program, game, address)
    except EndlessChain:
        return None
