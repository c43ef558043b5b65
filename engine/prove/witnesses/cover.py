"""Few playthroughs that between them pick every choice that can be picked.

Each is the way to an ending that picks the most choices not picked before (greedy set cover, Chvátal 1979), found over
the explored graph from its end to its start; with circles or chance, a walk from choice to choice.
"""

from __future__ import annotations

from engine.errors import SamarraError
from engine.prove.search.search import StateGraph
from engine.prove.search.topological_order import TopologicalOrder
from engine.prove.witnesses.cover_walks import random_cover
from engine.prove.witnesses.witness import Witness, play_again


class NoCover(SamarraError):
    """The story cannot be covered."""


def covering_games(found: StateGraph) -> tuple[Witness, ...]:
    """Playthroughs that pick every choice between them.

    Raises:
        NoCover: the story was not searched whole, or chance keeps some choice out of every game that was tried.
    """
    if found.stop_reason:
        raise NoCover(f"a cover needs a story that is searched whole, and this search stopped ({found.stop_reason})")
    order, choices = found.order, _choices_of_edges(found)
    if order.has_cycles or found.space.weighted_points or len(found.space.initial_states) > 1:
        games, left = random_cover(found, choices)
        if left:
            raise NoCover(f"no game was found that picks {', '.join(f'`{one}`' for one in sorted(left))}")
        return tuple(games)
    return _greedy(found, order, choices)


def _greedy(found: StateGraph, order: TopologicalOrder, choices: list[str]) -> tuple[Witness, ...]:
    left = set(choices)
    games: list[Witness] = []
    while left:
        game = _game(found, _best_picks(found, order, choices, left))
        taken = left.intersection(game.choices)
        if not taken:
            raise NoCover("some choice can only be picked in games the runtime does not allow")
        left -= taken
        games.append(game)
    return tuple(games)


def _choices_of_edges(found: StateGraph) -> list[str]:
    """By transition, the address of its choice."""
    names: dict[tuple[int, int], str] = {}
    choices: list[str] = []
    for state, place in enumerate(found.points):
        for edge in range(found.edge_bounds[state], found.edge_bounds[state + 1]):
            key = place, found.edge_choices[edge]
            if key not in names:
                names[key] = found.space.choice(found.states[state], found.edge_choices[edge]).address
            choices.append(names[key])
    return choices


def _best_picks(found: StateGraph, order: TopologicalOrder, choices: list[str], left: set[str]) -> list[list[int]]:
    """By state, the transitions to take: choices still left that come back, then the one that leads by most."""
    worth: list[int] = [0] * len(found.states)
    best: list[list[int]] = [[] for _ in found.states]
    for state in reversed(order.acyclic_prefix):
        edges = range(found.edge_bounds[state], found.edge_bounds[state + 1])
        back = [edge for edge in edges if found.edges[edge] == state and choices[edge] in left]
        on = [edge for edge in edges if found.edges[edge] != state]
        gain = {edge: worth[found.edges[edge]] + (choices[edge] in left) for edge in on}
        last = max(on, key=lambda edge: gain[edge], default=-1)
        best[state] = back if last < 0 else [*back, last]
        worth[state] = len(back) + gain.get(last, 0)
    return best


def _game(found: StateGraph, best: list[list[int]]) -> Witness:
    state, picks, done = 0, [], set[str]()
    while best[state]:
        for edge in best[state]:
            address = found.space.choice(found.states[state], found.edge_choices[edge]).address
            if found.edges[edge] != state or address not in done:
                picks.append(address)
            done.add(address)
        if found.edges[best[state][-1]] == state:
            break
        state = found.edges[best[state][-1]]
    game = play_again(found.space.program, 0, picks, lambda turn, stands: True)
    if game is None:
        raise NoCover("a way through the proof cannot be played")
    return game
