"""Few playthroughs that between them pick every choice that can be picked.

Each is the way to an ending that picks the most choices not picked before (greedy set cover, Chvátal 1979), found over
the explored graph from its end to its start.
"""

from __future__ import annotations

from engine.errors import SamarraError
from engine.prove.order import Order, order_of
from engine.prove.search import Explored
from engine.prove.witness import Witness, play_again


class NoCover(SamarraError):
    """The story cannot be covered."""


def covering_games(found: Explored) -> tuple[Witness, ...]:
    """Playthroughs that pick every choice between them.

    Raises:
        NoCover: the story was not searched whole, players can go round in circles, or chance decides where they go.
    """
    order = order_of(found)
    if found.stopped or order.has_circles or found.space.weighted:
        raise NoCover("a cover needs a story that is searched whole, without circles and without chance")
    choices = _choices_of_edges(found)
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


def _choices_of_edges(found: Explored) -> list[str]:
    """By transition, the address of its choice."""
    names: dict[tuple[int, int], str] = {}
    choices: list[str] = []
    for state, place in enumerate(found.places):
        for edge in range(found.bounds[state], found.bounds[state + 1]):
            key = place, found.edge_picks[edge]
            if key not in names:
                names[key] = found.space.choice(found.states[state], found.edge_picks[edge]).address
            choices.append(names[key])
    return choices


def _best_picks(found: Explored, order: Order, choices: list[str], left: set[str]) -> list[int]:
    """By state, the transition that leads by the most choices still left; -1 at an end."""
    worth, best = [0] * len(found.states), [-1] * len(found.states)
    for state in reversed(order.line):
        most = -1
        for edge in range(found.bounds[state], found.bounds[state + 1]):
            target = found.edges[edge]
            gain = worth[target] + (choices[edge] in left)
            if target != state and gain > most:
                most, best[state] = gain, edge
        worth[state] = max(most, 0)
    return best


def _game(found: Explored, best: list[int]) -> Witness:
    state, picks = 0, []
    while best[state] >= 0:
        edge = best[state]
        picks.append(found.space.choice(found.states[state], found.edge_picks[edge]).address)
        state = found.edges[edge]
    game = play_again(found.space.program, 0, picks, lambda turn, stands: True)
    if game is None:
        raise NoCover("a way through the proof cannot be played")
    return game
