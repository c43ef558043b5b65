"""Find few playthroughs that together pick every choice.

Without cycles or chance each playthrough is the path to an ending that picks the most uncovered choices (greedy set
cover, Chvátal 1979), computed backwards over the state graph. Otherwise each is a walk that goes again and again to the
nearest uncovered choice, from wherever chance leads. All games have the one seed of walkthroughs; when one picks
nothing new the next first takes some random turns, which brings it other draws.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from engine.errors import SamarraError
from engine.prove.search.search import StateGraph
from engine.prove.search.topological_order import TopologicalOrder
from engine.prove.witnesses.witness import Witness, begin_game, play_again, take_choice
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
    order, choices = graph.order, _choices_of_edges(graph)
    if order.has_cycles or graph.space.weighted_points or len(graph.space.initial_states) > 1:
        games, uncovered = random_cover(graph, choices)
        if uncovered:
            names = ", ".join(f"`{address}`" for address in sorted(uncovered))
            raise CoverError(f"no game was found that picks {names}")
        return tuple(games)
    return _greedy_cover(graph, order, choices)


def _greedy_cover(graph: StateGraph, order: TopologicalOrder, choices: list[str]) -> tuple[Witness, ...]:
    uncovered = set(choices)
    games: list[Witness] = []
    while uncovered:
        game = _play_best(graph, _best_picks(graph, order, choices, uncovered))
        taken = uncovered.intersection(game.choices)
        if not taken:
            raise CoverError("some choice can only be picked in games the runtime does not allow")
        uncovered -= taken
        games.append(game)
    return tuple(games)


def _choices_of_edges(graph: StateGraph) -> list[str]:
    """Return, by transition, the address of its choice."""
    names: dict[tuple[int, int], str] = {}
    choices: list[str] = []
    for state, place in enumerate(graph.points):
        for edge in range(graph.edge_bounds[state], graph.edge_bounds[state + 1]):
            key = place, graph.edge_choices[edge]
            if key not in names:
                names[key] = graph.space.choice(graph.states[state], graph.edge_choices[edge]).address
            choices.append(names[key])
    return choices


def _best_picks(graph: StateGraph, order: TopologicalOrder, choices: list[str], uncovered: set[str]) -> list[list[int]]:
    """Return, by state, the transitions to take: uncovered self-loops, then the one that leads past most."""
    values: list[int] = [0] * len(graph.states)
    best: list[list[int]] = [[] for _ in graph.states]
    for state in reversed(order.acyclic_prefix):
        edges = range(graph.edge_bounds[state], graph.edge_bounds[state + 1])
        back = [edge for edge in edges if graph.edges[edge] == state and choices[edge] in uncovered]
        on = [edge for edge in edges if graph.edges[edge] != state]
        gain = {edge: values[graph.edges[edge]] + (choices[edge] in uncovered) for edge in on}
        last = max(on, key=lambda edge: gain[edge], default=-1)
        best[state] = back if last < 0 else [*back, last]
        values[state] = len(back) + gain.get(last, 0)
    return best


def _play_best(graph: StateGraph, best: list[list[int]]) -> Witness:
    """Play the game that takes the best transitions."""
    state, picks, picked = 0, [], set[str]()
    while best[state]:
        for edge in best[state]:
            address = graph.space.choice(graph.states[state], graph.edge_choices[edge]).address
            if graph.edges[edge] != state or address not in picked:
                picks.append(address)
            picked.add(address)
        if graph.edges[best[state][-1]] == state:
            break
        state = graph.edges[best[state][-1]]
    game = play_again(graph.space.program, 0, picks, lambda turn, game: True)
    if game is None:
        raise CoverError("a way through the proof cannot be played")
    return game


def random_cover(graph: StateGraph, choices: Sequence[str]) -> tuple[list[Witness], set[str]]:
    """Return the games, and the choices none of them picks; `choices` holds the address of every transition."""
    places = {packed: at for at, packed in enumerate(graph.states)}
    uncovered, games, in_vain = set(choices), list[Witness](), 0
    while uncovered and in_vain < GAMES_IN_VAIN:
        game = _walk(graph, choices, places, uncovered, in_vain)
        taken = uncovered.intersection(game.choices)
        in_vain = 0 if taken else in_vain + 1
        if taken:
            uncovered -= taken
            games.append(game)
    return games, uncovered


def _walk(
    graph: StateGraph, choices: Sequence[str], places: dict[int, int], uncovered: set[str], astray: int
) -> Witness:
    """Return a game that takes some random turns, picks all uncovered choices it can, and ends soon."""
    program, excluded, picked = graph.space.program, set[int](), set[str]()
    steps = begin_game(program, SEED)

    def is_wanted(edge: int) -> bool:
        return choices[edge] in uncovered and choices[edge] not in picked

    for turn in range(MOST_TURNS):
        at = places.get(graph.space.encode(steps[-1].state) or 0)
        if at is None or not graph.successors(at):
            break
        edge = _random_edge(graph, at, astray, turn) if turn < astray else _next_edge(graph, at, is_wanted, excluded)
        if edge is None:
            break
        try:
            take_choice(program, steps, choices[edge])
            picked.add(choices[edge])
        except (NotOnOfferError, EndlessChainError):
            excluded.add(edge)
    return Witness(SEED, tuple(steps))


def _random_edge(graph: StateGraph, at: int, astray: int, turn: int) -> int:
    low, high = graph.edge_bounds[at], graph.edge_bounds[at + 1]
    return low + draw_at(astray, turn, high - low)


def _next_edge(graph: StateGraph, at: int, is_wanted: Callable[[int], bool], excluded: set[int]) -> int | None:
    """Return the transition to take for a wanted one, else for an ending; None if neither is reachable."""
    edges = chain(
        _first_edges(graph, at, is_wanted, excluded),
        _first_edges(graph, at, lambda other: _is_last(graph, other), excluded),
    )
    return next(edges, None)


def _is_last(graph: StateGraph, edge: int) -> bool:
    return not graph.successors(graph.edges[edge])


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
