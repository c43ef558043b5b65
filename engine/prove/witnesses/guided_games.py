"""Find games that reach some states where chance has a part, by a policy computed with value iteration.

The value of a state is the discounted probability that a player who picks best reaches one of the targets from it: a
Markov decision process, solved by value iteration from below (Bellman 1957). A game from which no target is reachable
any more is abandoned, and the next seed tried: the smaller the probability, the more seeds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from math import ceil

from engine.prove.search.state_graph import StateGraph
from engine.prove.witnesses.witness import Witness, has_chance, play_again, shortest_way
from engine.records import dataclass
from engine.runtime.closures import EndlessChainError
from engine.runtime.state import State
from engine.runtime.turn import options_of, skip_questions, start, turn

DISCOUNT = 0.99
"""Factor by which a value shrinks with each turn."""
MOST_WORK = 4_000_000
"""Transitions evaluated in all rounds of value iteration, beside two rounds."""
MOST_ROUNDS = 100
LEAST_GAIN = 0.001
"""Relative gain; a round in which no value grows by more is the last."""
SEEDS_PER_EXPECTED = 40
"""Seeds tried for each one needed on average."""
MOST_SEEDS = 300_000
MOST_TURNS = 300_000
"""Turns of all games tried together."""
LONGEST_GAME = 5_000

Action = tuple[int, float, list[tuple[int, float]]]
"""A choice by number, the probability that it is on offer, and its successors with their probabilities if it is."""


def witness_of(graph: StateGraph, targets: Sequence[int]) -> Witness | None:
    """Return a game that reaches one of some states, by the shortest path to the first of them if a seed allows it."""
    witness = shortest_way(graph, targets[0])
    if witness is not None or not has_chance(graph):
        return witness
    return _GreedyPolicy(graph, *_iterate_values(graph, targets)).game()


def _iterate_values(graph: StateGraph, targets: Sequence[int]) -> tuple[list[float], dict[int, list[Action]]]:
    """Return the value of every state, and the actions of each state from which a target is reachable."""
    values = [0.0] * len(graph.states)
    for state in targets:
        values[state] = 1.0
    actions = {state: list(_actions(graph, state)) for state in _nearest_first(graph, targets)}
    work = sum(len(after) for choices in actions.values() for _, _, after in choices)
    for _ in range(min(MOST_ROUNDS, 2 + MOST_WORK // (work + 1))):
        if not _improve_values(values, actions):
            break
    return values, actions


def _nearest_first(graph: StateGraph, targets: Sequence[int]) -> Iterator[int]:
    """Yield the states from which a target is reachable, by their distance to it; the targets left out."""
    before, bounds = graph.predecessors
    seen = bytearray(len(graph.states))
    for state in targets:
        seen[state] = 1
    waiting = list(targets)
    for state in waiting:  # the loop itself appends to it
        for source in before[bounds[state] : bounds[state + 1]]:
            if not seen[source]:
                seen[source] = 1
                waiting.append(source)
                yield source


def _actions(graph: StateGraph, state: int) -> Iterator[Action]:
    """Yield the actions of a state."""
    space, packed = graph.space, graph.states[state]
    edges = range(graph.edge_bounds[state], graph.edge_bounds[state + 1])
    weights = space.weights(packed) or [Fraction(1)] * len(edges)
    outcomes: dict[int, list[tuple[int, float]]] = {}
    for edge, weight in zip(edges, weights, strict=True):
        outcomes.setdefault(graph.edge_choices[edge], []).append((graph.edges[edge], float(weight)))
    for pick, after in outcomes.items():
        offered = sum(weight for _, weight in after)
        yield space.choice_number(packed, pick), offered, [(target, weight / offered) for target, weight in after]


def _improve_values(values: list[float], actions: dict[int, list[Action]]) -> bool:
    """Do one round of value iteration; return whether any value grew by more than `LEAST_GAIN`."""
    is_better = False
    for state, choices in actions.items():
        ranked = sorted(((_action_value(values, choice), choice[1]) for choice in choices), reverse=True)
        value, left = 0.0, DISCOUNT
        for worth, offered in ranked:
            value += left * offered * worth
            left *= 1 - offered
        if value > values[state] * (1 + LEAST_GAIN):
            is_better = True
        values[state] = max(value, values[state])
    return is_better


def _action_value(values: list[float], action: Action) -> float:
    return sum(values[target] * chance for target, chance in action[2])


@dataclass(slots=True)
class _GreedyPolicy:
    """The policy that picks the action of greatest value."""

    graph: StateGraph
    values: list[float]
    actions: dict[int, list[Action]]
    turns: int = 0

    def game(self) -> Witness | None:
        """Return the game of the first seed that reaches a target."""
        program = self.graph.space.program
        places: dict[int | None, int] = {packed: at for at, packed in enumerate(self.graph.states)}
        likely = sum(float(weight) * self.values[at] for at, (_, weight) in enumerate(self.graph.space.initial_states))
        for seed in range(min(MOST_SEEDS, ceil(SEEDS_PER_EXPECTED / likely)) if likely else 0):
            with suppress(EndlessChainError):
                picks = self._walk(start(program, seed), places)
                if picks is not None:
                    return play_again(program, seed, picks, lambda turn, game: True)
            if self.turns > MOST_TURNS:
                return None
        return None

    def _walk(self, game: State, places: dict[int | None, int]) -> list[str] | None:
        """Pick the best choice until a target is reached; return None once none is reachable.

        Raises:
            EndlessChainError: the story runs on without coming to rest.
        """
        program, picks = self.graph.space.program, list[str]()
        while len(picks) < LONGEST_GAME:
            state = skip_questions(program, game)
            at = None if state is None else places.get(self.graph.space.encode(state))
            if state is None or at is None or not self.values[at]:
                return None
            if at not in self.actions:
                return picks
            best = self._best(state, at)
            if best is None:
                return None
            picks.append(program.choices[best].address)
            self.turns += 1
            game = turn(program, state, picks[-1])
        return None

    def _best(self, game: State, at: int) -> int | None:
        """Return the best choice on offer, by number."""
        offered = {option.choice for option in options_of(self.graph.space.program, game) if option.is_open}
        open_now = [action for action in self.actions[at] if action[0] in offered]
        best = max(open_now, key=lambda action: _action_value(self.values, action), default=None)
        return None if best is None or not _action_value(self.values, best) else best[0]
