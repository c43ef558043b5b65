"""Finds what can never be run, because what precedes it never falls through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import assert_never

from engine.checks._running_out import Move, Outcomes, move_runs_out, moves
from engine.story.blocks import Block, GoTo, Nothing, Offering, Series, Steps
from engine.story.walk import blocks_within


@dataclass(frozen=True, slots=True)
class Dead:
    """The first thing in a list that can never be run, and what stops the story before it."""

    stopper: Move
    dead: Move
    is_then: bool
    """It is the `then` of the list that stops the story."""


def dead_moves(body: Block, outcomes: Outcomes) -> Iterator[Dead]:
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


def _first_unreachable(run: Sequence[Move], outcomes: Outcomes, then: Block | None) -> Iterator[Dead]:
    """Yield the first unreachable move, unless the move before it has one inside, which is then the one cause."""
    for move, after in pairwise(run):
        if not move_runs_out(move, outcomes):
            if not _has_unreachable(move, outcomes):
                yield Dead(_stopper(move, outcomes), after, isinstance(move, Offering) and after is then)
            return


def _has_unreachable(move: Move, outcomes: Outcomes) -> bool:
    return isinstance(move, Series | Steps) and any(True for _ in dead_moves(move, outcomes))


def _stopper(move: Move, outcomes: Outcomes) -> Move:
    """Return the very step of a block that does not fall through."""
    while isinstance(move, Steps) and move.condition is None:
        move = next(inner for inner in moves(move) if not move_runs_out(inner, outcomes))
    return move
