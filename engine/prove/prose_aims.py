"""Ways to pieces of prose that walks have not shown: to where each would print, by histories drawn backward from there."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from engine.program.model import End, Offer
from engine.prove.flow import Flow, Place
from engine.prove.goals import Goal
from engine.prove.prose_walks import LONGEST_WALK, Walker
from engine.prove.search import Explored
from engine.prove.ways import backwards

HISTORIES = 400
"""Drawn for each piece at most."""
MOST_PIECES = 60
"""With more left than this the search will have to settle them anyway."""
Move = tuple[int, int]
"""A place and one of its pickings, or a state and one of its."""


@dataclass(slots=True)
class Aimer:
    """Draws histories that come to a piece of prose."""

    walker: Walker
    before: array[int]
    bounds: array[int]

    @property
    def found(self) -> Explored:
        """The search the histories are taken from."""
        return self.walker.found

    def aim(self, goals: Iterable[Goal]) -> None:
        """Plays histories to each piece until it has printed or enough have been tried."""
        goals = tuple(goals)
        if len(goals) > MOST_PIECES:
            return
        moves = self._moves_by(_turns_by(self.found.space.flow, goals), len(goals))
        for number, goal in enumerate(goals):
            for _ in range(HISTORIES if moves[number] else 0):
                if not self.walker.watcher.is_wanted(goal):
                    break
                self._play(moves[number][self.walker.chooser.below(len(moves[number]))])

    def _moves_by(self, turns: dict[Move, list[int]], count: int) -> list[list[Move]]:
        """For each piece, the states and pickings by which it may print."""
        found, space = self.found, self.found.space
        moves: list[list[Move]] = [[] for _ in range(count)]
        for state, place in enumerate(found.places[: len(found.bounds) - 1]):
            for edge in range(found.bounds[state], found.bounds[state + 1]):
                for number in turns.get((place, found.edge_picks[edge]), ()):
                    moves[number].append((state, found.edge_picks[edge]))
        assert len(space.rests) >= 1
        return moves

    def _play(self, move: Move) -> None:
        """Plays a history to a state and takes a choice there; gives up where chance goes elsewhere."""
        history = self._history(move[0])
        if history is None:
            return
        place = self.walker.begun(0)
        for state, pick in [*history, move]:
            place = self.walker.taken(*place, self.found.space.choice(self.found.states[state], pick).address)
            if place is None:
                return

    def _history(self, state: int) -> list[Move] | None:
        """Some way from the start to a state, drawn backward; None where it comes round too often."""
        history: list[Move] = []
        while state >= len(self.found.space.first):
            earlier = self.before[self.bounds[state] : self.bounds[state + 1]]
            if len(history) > LONGEST_WALK or not earlier:
                return None
            source = earlier[self.walker.chooser.below(len(earlier))]
            history.append((source, self._pick_between(source, state)))
            state = source
        return history[::-1]

    def _pick_between(self, source: int, target: int) -> int:
        found = self.found
        edges = range(found.bounds[source], found.bounds[source + 1])
        return next(found.edge_picks[edge] for edge in edges if found.edges[edge] == target)


def aimer_for(walker: Walker) -> Aimer:
    """An aimer over the states of a walker's search."""
    return Aimer(walker, *backwards(walker.found))


def _turns_by(flow: Flow, goals: tuple[Goal, ...]) -> dict[Move, list[int]]:
    """By place and picking of each rest, the pieces that may print before the next rest or there."""
    wanted: dict[tuple[str, int], list[int]] = {}
    for number, goal in enumerate(goals):
        wanted.setdefault((goal.moment, goal.at), []).append(number)
    rests = [place for place in flow.after if _is_rest(flow, place)]
    turns: dict[Move, list[int]] = {}
    for at, place in enumerate(rests):
        if isinstance(flow.instruction(place), Offer):
            for pick, picking in enumerate(flow.pickings(place)):
                printed = [number for key in _on_the_way(flow, picking.body) for number in wanted.get(key, ())]
                if printed:
                    turns[at, pick] = printed
    return turns
