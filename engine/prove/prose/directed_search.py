"""Search for one piece of prose at a time: a few games for every resting point and value of what the piece reads."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

from engine.expressions.language.terms import Constant, Operation, Read, Term
from engine.prove.analysis.goals import Goal
from engine.prove.prose.random_walks import Game, RandomWalker
from engine.runtime.turn import options_of

GAMES_ALIKE = (1, 8)
"""Games pursued for each resting point and values: one at first, then more."""
MOST_TURNS = 40_000
"""Turns taken for one piece."""
LARGEST_COUNT = 9
"""Visits and turns above this count as this."""
Reading = tuple[int, ...]


def search_for_prose(walker: RandomWalker, goals: Sequence[Goal]) -> None:
    """Search for each piece that is still wanted when its turn comes; pieces not reached stay wanted."""
    for most_alike in GAMES_ALIKE:
        for goal in goals:
            if walker.watcher.is_wanted(goal):
                _search_for(walker, goal, most_alike)


def _search_for(walker: RandomWalker, goal: Goal, most_alike: int) -> None:
    read = _reader(walker, goal)
    beginning = walker.begin_game(0)
    waiting: deque[Game] = deque([beginning])
    alike: dict[tuple[int | None, Reading], set[int | None]] = {}
    turns = 0
    while waiting and turns < MOST_TURNS and walker.watcher.is_wanted(goal):
        game = waiting.popleft()
        for option in options_of(walker.watcher.program, game[0]):
            after = walker.after(*game, option) if option.is_open else None
            turns += 1
            if after is not None:
                packed = walker.encoder.encode(after[0])
                variants = alike.setdefault((walker.encoder.resting_point(after[0]), read(after[0].cells)), set())
                if len(variants) < most_alike and packed not in variants:
                    variants.add(packed)
                    waiting.append(after)


def _reader(walker: RandomWalker, goal: Goal) -> Callable[[Sequence[int]], Reading]:
    """Return a function that reads what a piece depends on: of a set only the members that are asked about."""
    machine = walker.watcher.machine
    parts = dict.fromkeys(_parts(goal.condition)) if goal.condition is not None else {}
    counts = {cell.symbol for cell in walker.watcher.program.cells if cell.kind is None}
    values = [
        (machine.evaluator(part), LARGEST_COUNT if isinstance(part, Read) and part.symbol in counts else 1 << 64)
        for part in parts
    ]
    return lambda cells: tuple(min(value(cells), most) for value, most in values)


def _parts(term: Term) -> Iterator[Term]:
    match term:
        case Operation("has" | "count"):
            yield term
        case Operation(_, parts):
            for part in parts:
                yield from _parts(part)
        case Read():
            yield term
        case Constant():
            pass
        case unknown:
            assert_never(unknown)
