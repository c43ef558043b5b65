"""Finds what can never be run, because what precedes it never falls through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import assert_never

from engine.story.analysis.fall_through import Move, Outcomes, move_falls_through, moves
from engine.story.blocks import Block, GoTo, Nothing, Offering, Series, Steps
from engine.story.walk import blocks_within


@dataclass(frozen=True, slots=True)
class UnreachableMove:
    """The first thing in a list that can never be run, and what stops the story before it."""

    stopper: Move
    move: Move
    is_then: bool
    """It is the `then` of the list that stops the story."""


def unreachable_moves(body: Block, outcomes: Outcomes) -> Iterator[UnreachableMove]:
    """Yield the first unreachable move of every list of blocks and every mapping in a body."""
    for block in blocks_within(body):
        match block:
            case Series(blocks):
                yield from _first_unreachable(blocks, outcomes, None)
            case Steps():
                yield from _first_unreachable(tuple(moves(block)), outcomes, block.then)
            case Nothing() | GoTo():
                continue
            case unknown:
                assert_never(unknown)


def _first_unreachable(run: Sequence[Move], outcomes: Outcomes, then: Block | None) -> Iterator[UnreachableMove]:
    """Yield the first unreachable move, unless the move before it has one inside, which is then the one cause."""
    for move, after in pairwise(run):
        if not move_falls_through(move, outcomes):
            if not _has_unreachable(move, outcomes):
                yield UnreachableMove(_stopper(move, outcomes), after, isinstance(move, Offering) and after is then)
            return


def _has_unreachable(move: Move, outcomes: Outcomes) -> bool:
    return isinstance(move, Series | Steps) and any(True for _ in unreachable_moves(move, outcomes))


def _stopper(move: Move, outcomes: Outcomes) -> Move:
    """Return the very step of a block that does not fall through."""
    while isinstance(move, Steps) and move.condition is None:
        move = next(inner for inner in moves(move) if not move_falls_through(inner, outcomes))
    return move
