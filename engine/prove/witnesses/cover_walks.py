"""A cover of a story with circles or chance: games that walk, again and again, to the nearest choice not picked yet.

Where chance decides, a walk goes on from wherever it comes out. All games have the one seed of walkthroughs; when one
picks nothing new the next first goes some turns astray, which brings it other draws.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from engine.prove.search.search import StateGraph
from engine.prove.witnesses.witness import Witness, begin_game, take_choice
from engine.runtime.closures import EndlessChain
from engine.runtime.dice import draw_at
from engine.runtime.turn import NotOnOffer

SEED = 0
TURNS_AT_MOST = 2000
IN_VAIN = 25
"""Games in a row that pick nothing new before the rest is given up."""


def random_cover(found: StateGraph, choices: Sequence[str]) -> tuple[list[Witness], set[str]]:
    """The games, and the choices that none of them could pick; `choices` names that of every transition."""
    places = {packed: at for at, packed in enumerate(found.states)}
    left, games, in_vain = set(choices), list[Witness](), 0
    while left and in_vain < IN_VAIN:
        game = _walk(found, choices, places, left, in_vain)
        taken = left.intersection(game.choices)
        in_vain = 0 if taken else in_vain + 1
        if taken:
            left -= taken
            games.append(game)
    return games, left


def _walk(found: StateGraph, choices: Sequence[str], places: dict[int, int], left: set[str], astray: int) -> Witness:
    """A game that picks all it can of what is left, after some turns astray, and then goes to the nearest ending."""
    program, barred, done = found.space.program, set[int](), set[str]()
    steps = begin_game(program, SEED)

    def is_wanted(edge: int) -> bool:
        return choices[edge] in left and choices[edge] not in done

    for turn in range(TURNS_AT_MOST):
        at = places.get(found.space.encode(steps[-1].state) or 0)
        if at is None or not found.successors(at):
            break
        edge = _any(found, at, astray, turn) if turn < astray else _next(found, at, is_wanted, barred)
        if edge is None:
            break
        try:
            take_choice(program, steps, choices[edge])
            done.add(choices[edge])
        except (NotOnOffer, EndlessChain):
            barred.add(edge)
    return Witness(SEED, tuple(steps))


def _any(found: StateGraph, at: int, astray: int, turn: int) -> int:
    low, high = found.edge_bounds[at], found.edge_bounds[at + 1]
    return low + draw_at(astray, turn, high - low)


def _next(found: StateGraph, at: int, is_wanted: Callable[[int], bool], barred: set[int]) -> int | None:
    """The transition to take for what is wanted, else for an ending; None if neither can be come to."""
    ways = chain(_ways(found, at, is_wanted, barred), _ways(found, at, lambda one: _ends(found, one), barred))
    return next(ways, None)


def _ends(found: StateGraph, edge: int) -> bool:
    return not found.successors(found.edges[edge])


def _ways(found: StateGraph, begin: int, is_wanted: Callable[[int], bool], barred: set[int]) -> Iterator[int]:
    """The first transitions of the shortest ways to one that is wanted, the nearest first."""
    waiting: deque[tuple[int, int]] = deque([(begin, -1)])
    seen = {begin}
    while waiting:
        state, first = waiting.popleft()
        edges = [edge for edge in range(found.edge_bounds[state], found.edge_bounds[state + 1]) if edge not in barred]
        yield from (edge if first < 0 else first for edge in edges if is_wanted(edge))
        for edge in edges:
            if found.edges[edge] not in seen:
                seen.add(found.edges[edge])
                waiting.append((found.edges[edge], edge if first < 0 else first))
