"""Find few playthroughs that together pick every choice.

Without cycles or chance each playthrough is the path to an ending that picks the most uncovered choices (greedy set
cover, Chvátal 1979), computed backwards over the state graph. Otherwise each is a walk that goes again and again to the
nearest uncovered choice, from wherever chance leads. All games have the one seed of walkthroughs; when one picks
nothing new the next first takes some random turns, which brings it other draws.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain

from engine.errors import SamarraError
from engine.prove.search.state_graph import StateGraph
from engine.prove.witnesses.witness import Witness, begin_game, has_chance, play_again, take_choice
from engine.runtime.closures import EndlessChainError
from engine.runtime.dice import draw_at
from engine.runtime.turn import NotOnOfferError

SEED = 0
MOST_TURNS = 2000
GAMES_IN_VAIN = 25
"""Games in a row that pick nothing new after which the search ends."""


class CoverError(SamarraError):
    """The story cannot be covered."""


def covering_games(graph: StateGraph) -> tuple[Witness, ...]:
    """Return playthroughs that together pick every choice.

    Raises:
        CoverError: the story was not searched whole, or chance keeps some choice out of every game that was tried.
    """
    if graph.stop_reason:
        raise CoverError(f"a cover needs a story that is searched whole, and this search stopped ({graph.stop_reason})")
    choices = _choices_of_edges(graph)
    if graph.order.has_cycles or has_chance(graph):
        return tuple(_random_cover(graph, choices))
    return tuple(_greedy_cover(graph, choices))


def _choices_of_edges(graph: StateGraph) -> list[str]:
    """Return, by transition, the address of its choice."""
    address = cache(lambda point, pick: graph.space.choice(point, pick).address)
    return [
        address(point, graph.edge_choices[edge])
        for state, point in enumerate(graph.points)
        for edge in range(graph.edge_bounds[state], graph.edge_bounds[state + 1])
    ]


def _greedy_cover(graph: StateGraph, choices: list[str]) -> Iterator[Witness]:
    uncovered = set(choices)
    while uncovered:
        gains = bytes(map(uncovered.__contains__, choices))
        picks = _best_picks(graph, choices, gains, _most_gains(graph, gains))
        game = play_again(graph.space.program, 0, picks, lambda turn, game: True)
        if game is None:
            raise CoverError("a way through the proof cannot be played")
        if uncovered.isdisjoint(game.choices):
            raise CoverError("some choice can only be picked in games the runtime does not allow")
        uncovered.difference_update(game.choices)
        yield game


def _most_gains(graph: StateGraph, gains: bytes) -> list[int]:
    """Return, by state, the most that a path from it gains: its self-loops and the transition that leads past most."""
    edges, bounds, most_gains = graph.edges, graph.edge_bounds, [0] * len(graph.states)
    for state in reversed(graph.order.acyclic_prefix):
        low, high = bounds[state], bounds[state + 1]
        back = most = 0
        for target, gain in zip(edges[low:high], gains[low:high], strict=True):
            if target == state:
                back += gain
            elif most_gains[target] + gain > most:
                most = most_gains[target] + gain
        most_gains[state] = back + most
    return most_gains


def _best_picks(graph: StateGraph, choices: list[str], gains: bytes, most_gains: list[int]) -> list[str]:
    """Return the choices of the path that gains most, at each state its self-loops first."""
    edges, state, picks = graph.edges, 0, list[str]()
    while True:
        here = range(graph.edge_bounds[state], graph.edge_bounds[state + 1])
        back = (choices[edge] for edge in here if edges[edge] == state and gains[edge])
        picks += [address for address in dict.fromkeys(back) if address not in picks]
        onward = [edge for edge in here if edges[edge] != state]
        if not onward:
            return picks
        best = max(onward, key=lambda edge: most_gains[edges[edge]] + gains[edge])
        picks.append(choices[best])
        state = edges[best]


def _random_cover(graph: StateGraph, choices: Sequence[str]) -> Iterator[Witness]:
    """Yield the games; `choices` holds the address of every transition."""
    places: dict[int | None, int] = {packed: at for at, packed in enumerate(graph.states)}
    uncovered, in_vain = set(choices), 0
    while uncovered and in_vain < GAMES_IN_VAIN:
        game = _walk(graph, choices, places, uncovered, in_vain)
        if uncovered.isdisjoint(game.choices):
            in_vain += 1
            continue
        uncovered.difference_update(game.choices)
        in_vain = 0
        yield game
    if uncovered:
        names = ", ".join(f"`{address}`" for address in sorted(uncovered))
        raise CoverError(f"no game was found that picks {names}")


def _walk(
    graph: StateGraph, choices: Sequence[str], places: dict[int | None, int], uncovered: set[str], astray: int
) -> Witness:
    """Return a game that takes some random turns, picks all uncovered choices it can, and ends soon."""
    program, excluded, wanted = graph.space.program, set[int](), set(uncovered)
    steps = begin_game(program, SEED)
    for turn in range(MOST_TURNS):
        at = places.get(graph.space.encode(steps[-1].state))
        if at is None or not graph.successors(at):
            break
        edge: int | None
        if turn < astray:
            edge = graph.edge_bounds[at] + draw_at(astray, turn, len(graph.successors(at)))
        else:
            edge = _next_edge(graph, at, lambda other: choices[other] in wanted, excluded)
        if edge is None:
            break
        try:
            take_choice(program, steps, choices[edge])
            wanted.discard(choices[edge])
        except (NotOnOfferError, EndlessChainError):
            excluded.add(edge)
    return Witness(SEED, tuple(steps))


def _next_edge(graph: StateGraph, at: int, is_wanted: Callable[[int], bool], excluded: set[int]) -> int | None:
    """Return the transition to take for a wanted one, else for an ending; None if neither is reachable."""
    edges = chain(
        _first_edges(graph, at, is_wanted, excluded),
        _first_edges(graph, at, lambda edge: not graph.successors(graph.edges[edge]), excluded),
    )
    return next(edges, None)


def _first_edges(graph: StateGraph, origin: int, is_wanted: Callable[[int], bool], excluded: set[int]) -> Iterator[int]:
    """Yield the first transitions of the shortest paths to wanted transitions, the nearest first."""
    waiting: deque[tuple[int, int]] = deque([(origin, -1)])
    seen = {origin}
    while waiting:
        state, first = waiting.popleft()
        edges = [edge for edge in range(graph.edge_bounds[state], graph.edge_bounds[state + 1]) if edge not in excluded]
        yield from (edge if first < 0 else first for edge in edges if is_wanted(edge))
        for edge in edges:
            if graph.edges[edge] not in seen:
                seen.add(graph.edges[edge])
                waiting.append((graph.edges[edge], edge if first < 0 else first))
