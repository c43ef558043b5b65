"""Counts the playthroughs of a small story by going through them, with the plain runtime alone.

What a player has picked so far is followed through every way the draws can fall at once: the games it can have led to.
From the same games the same goes on, so they are gone through once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.program.model import Program
from engine.runtime.state import State
from engine.runtime.turn import is_over
from tests.prove.plain_turns import PlainTurns, TooLarge, plain_turns

Games = frozenset[State]


@dataclass(frozen=True, slots=True)
class Playthroughs:
    """How many there are, and how long."""

    number: int | None
    """None where a player can go round in circles before an ending."""
    least: int | None
    most: int | None
    endings: frozenset[str]
    """The endings some game comes to."""


@dataclass(slots=True)
class _Journey:
    turns: PlainTurns
    most: int
    after: dict[Games, list[Games]] = field(default_factory=dict)

    def explore(self, first: Games) -> None:
        waiting = [first]
        while waiting:
            games = waiting.pop()
            if games not in self.after:
                self.after[games] = self._after(games)
                waiting.extend(self.after[games])
            if len(self.after) > self.most:
                raise TooLarge

    def _after(self, games: Games) -> list[Games]:
        addresses = {address for game in games for address in self.turns.choices(game)}
        return [
            frozenset(after for game in games for after in self.turns.after(game, address))
            for address in sorted(addresses)
        ]

    def is_end(self, games: Games) -> bool:
        return any(is_over(self.turns.program, game) for game in games)

    def hopeful(self) -> set[Games]:
        """Return the games from which some ending can still be reached."""
        hopeful = {games for games in self.after if self.is_end(games)}
        while True:
            more = {games for games, after in self.after.items() if not hopeful.isdisjoint(after)} - hopeful
            if not more:
                return hopeful
            hopeful |= more


def playthroughs(program: Program, text: str, most: int) -> Playthroughs:
    """Count the playthroughs of a story.

    Raises:
        TooLarge: there is more than so much to go through.
        NeverRests: the story can run on without ever coming to a choice.
    """
    journey = _Journey(plain_turns(program, text), most)
    first = frozenset(journey.turns.first())
    journey.explore(first)
    hopeful = journey.hopeful()
    endings = frozenset(
        program.code[game.point].scene  # type: ignore[union-attr]
        for games in journey.after
        for game in games
        if is_over(program, game)
    )
    counts: dict[Games, tuple[int, int, int]] = {}
    left = {games: [after for after in journey.after[games] if after in hopeful] for games in hopeful}
    while left:
        ready = [games for games, after in left.items() if all(one in counts for one in after)]
        if not ready:
            break
        for games in ready:
            counts[games] = _counted(journey.is_end(games), [counts[after] for after in left.pop(games)])
    if first not in hopeful:
        return Playthroughs(0, None, None, endings)
    if first not in counts:
        return Playthroughs(None, _least(journey, first), None, endings)
    return Playthroughs(*counts[first], endings)


def _counted(is_end: bool, after: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    """Return the number of ways to end, and the least and the most turns they take."""
    ways = [(1, 0, 0)] if is_end else []
    ways += [(number, least + 1, most + 1) for number, least, most in after]
    return sum(way[0] for way in ways), min(way[1] for way in ways), max(way[2] for way in ways)


def _least(journey: _Journey, first: Games) -> int:
    reached, turns = {first}, 0
    while not any(map(journey.is_end, reached)):
        reached, turns = {after for games in reached for after in journey.after[games]}, turns + 1
    return turns
