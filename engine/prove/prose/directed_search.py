"""Looks for one piece of prose at a time: a few games for every rest and every value of what the piece reads."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

from engine.expressions.language.terms import Constant, Operation, Read, Term
from engine.program.model import Cell
from engine.prove.analysis.goals import Goal
from engine.prove.prose.random_walks import Game, RandomWalker
from engine.runtime.turn import options_of

ALIKE = (1, 8)
"""Games kept for each rest and values: few at first, then more."""
MOST_TURNS = 40_000
"""Taken for one piece."""
COUNTED_TO = 9
"""Visits and turns above that count as that."""
Reading = tuple[int, ...]


def search_for_prose(walker: RandomWalker, goals: Sequence[Goal]) -> None:
    """Looks for every piece that is still wanted when its turn comes; none is given up for good here."""
    for kept in ALIKE:
        for goal in goals:
            if walker.watcher.is_wanted(goal):
                _probe(walker, goal, kept)


def _probe(walker: RandomWalker, goal: Goal, kept: int) -> None:
    read = _reader(walker, goal)
    begun = walker.begun(0)
    waiting: deque[Game] = deque([begun])
    alike: dict[tuple[int | None, Reading], set[int | None]] = {}
    turns = 0
    while waiting and turns < MOST_TURNS and walker.watcher.is_wanted(goal):
        game = waiting.popleft()
        for option in options_of(walker.watcher.program, game[0]):
            after = walker.after(*game, option) if option.is_open else None
            turns += 1
            if after is not None:
                packed = walker.packer.encode(after[0])
                met = alike.setdefault((walker.packer.resting_point(after[0]), read(after[0].cells)), set())
                if len(met) < kept and packed not in met:
                    met.add(packed)
                    waiting.append(after)


def _reader(walker: RandomWalker, goal: Goal) -> Callable[[Sequence[int]], Reading]:
    """What a piece reads, at any rest: of a set only whether it has the members asked about."""
    machine, cells = walker.watcher.machine, walker.watcher.program.cells
    parts = dict.fromkeys(_parts(goal.condition)) if goal.condition is not None else {}
    values = [(machine.evaluator(part), _greatest(part, machine.index, cells)) for part in parts]
    return lambda held: tuple(min(value(held), most) for value, most in values)


def _greatest(part: Term, index: dict[str, int], cells: Sequence[Cell]) -> int:
    is_count = isinstance(part, Read) and cells[index[part.symbol]].kind is None
    return COUNTED_TO if is_count else 1 << 64


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
