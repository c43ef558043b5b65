"""Walk through a story so that much of its prose prints: every choice once, then random walks to every ending."""

from __future__ import annotations

from engine.prove.prose.coverage import ProseCoverage
from engine.prove.results.soft_locks import Endings, open_endings
from engine.prove.search.state_encoding import StateEncoder
from engine.prove.search.state_graph import StateGraph
from engine.records import dataclass, field
from engine.runtime.closures import EndlessChainError
from engine.runtime.dice import draw_at
from engine.runtime.offers import Option
from engine.runtime.state import State
from engine.runtime.turn import machine_of, options_of

WALKS = 3000
DRY_WALKS = 200
"""Walks in a row that show nothing new."""
LONGEST_WALK = 400
"""Choices."""
Game = tuple[State, frozenset[str]]
"""A game at rest, and the notes that have appeared."""


@dataclass(slots=True)
class RandomWalker:
    """Walks of the plain runtime through a story whose state graph is known."""

    graph: StateGraph
    watcher: ProseCoverage
    encoder: StateEncoder
    numbers: dict[int | None, int]
    open_to: list[Endings] | None
    """None where the search did not see everything."""
    played: dict[int, Game | None] = field(default_factory=dict)
    """Games at states on shortest ways, with the notes that have appeared; None where chance went elsewhere."""
    drawn: int = 0
    """How many numbers were drawn."""

    def take_every_choice(self) -> None:
        """Take every choice of each list from the first state there; watch the path to it too."""
        graph, seen = self.graph, set()
        for state in range(graph.expanded):
            if not self.watcher.count:
                return
            for pick in graph.edge_choices[graph.edge_bounds[state] : graph.edge_bounds[state + 1]]:
                if (graph.points[state], pick) not in seen:
                    seen.add((graph.points[state], pick))
                    game = self.game_at(state)
                    if game is not None:
                        self._take(*game, graph.space.choice_number(graph.states[state], pick))

    def game_at(self, state: int) -> Game | None:
        """Return a game that took the shortest path to a state."""
        way = [state]
        while way[-1] not in self.played and (path := self.graph.parents[way[-1]]) < len(self.graph.states):
            way.append(path)
        for at in reversed(way):
            if at not in self.played:
                self.played[at] = self._play_to(at)
        return self.played[state]

    def begin_game(self, seed: int) -> Game:
        """Start a game."""
        game = self.watcher.begin(seed)
        return game, self.watcher.see_notes(game, frozenset())

    def _play_to(self, state: int) -> Game | None:
        parent = self.graph.parents[state]
        if parent >= len(self.graph.states):
            return self.begin_game(0)
        before = self.played[parent]
        if before is None:
            return None
        choice = self.graph.space.choice_number(self.graph.states[parent], self.graph.parent_choices[state])
        after = self._take(*before, choice)
        return after if after and self.encoder.encode(after[0]) == self.graph.states[state] else None

    def _take(self, game: State, noted: frozenset[str], choice: int) -> Game | None:
        for option in options_of(self.graph.space.program, game):
            if option.is_open and option.choice == choice:
                return self.after(game, noted, option)
        return None

    def after(self, game: State, noted: frozenset[str], option: Option) -> Game | None:
        """Return the game after a choice on offer; None if it never comes to rest."""
        offered = machine_of(self.graph.space.program).list_at(game.point)
        assert offered is not None
        try:
            after = self.watcher.take(game, offered, option)
        except EndlessChainError:
            return None
        return after, self.watcher.see_notes(after, noted)

    def walk_about(self) -> None:
        """Take random walks, each to an ending drawn evenly, until `DRY_WALKS` in a row show nothing new."""
        dry = 0
        for walk in range(WALKS):
            before = self.watcher.count
            if not before or dry == DRY_WALKS:
                return
            self._walk(walk)
            dry = 0 if self.watcher.count < before else dry + 1

    def _walk(self, seed: int) -> None:
        place: Game | None = self.begin_game(seed)
        goal = self._goal(place[0]) if place else 0
        for _ in range(LONGEST_WALK):
            options = options_of(self.graph.space.program, place[0]) if place else ()
            place = self._step(place, [option for option in options if option.is_open], goal) if place else None

    def _step(self, place: Game, options: list[Option], goal: Endings) -> Game | None:
        """Take one random choice among those after which the ending can still be reached."""
        while options:
            option = options.pop(self._draw(len(options)))
            after = self.after(*place, option)
            if after and (not options or not goal or self._endings(after[0]) & goal):
                return after
        return None

    def _goal(self, game: State) -> Endings:
        endings = self._endings(game)
        bits = [bit for bit in range(endings.bit_length()) if endings >> bit & 1]
        return 1 << bits[self._draw(len(bits))] if bits else 0

    def _endings(self, game: State) -> Endings:
        number = self.numbers.get(self.encoder.encode(game))
        return 0 if number is None or self.open_to is None else self.open_to[number]

    def _draw(self, size: int) -> int:
        """Return a random number from 0 to size - 1, the same on every run."""
        self.drawn += 1
        return draw_at(0, self.drawn, size)


def random_walker(graph: StateGraph, watcher: ProseCoverage) -> RandomWalker:
    """Return a walker over the states of a search."""
    numbers: dict[int | None, int] = {packed: number for number, packed in enumerate(graph.states)}
    open_to = None if graph.stop_reason else open_endings(graph)
    return RandomWalker(graph, watcher, graph.space.encoder, numbers, open_to)
