"""What can never be run, because what stands before it never goes on."""

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
    """The first thing that is never come to, and what stops the story before it."""

    stopper: Move
    dead: Move
    is_then: bool
    """It is the `then` of the list that stops the story."""


def dead_moves(body: Block, known: Outcomes) -> Iterator[Dead]:
    """The first dead thing of every list of blocks and every mapping in a body."""
    for block in blocks_within(body):
        match block:
            case Series(blocks):
                yield from _first_dead(blocks, known, None)
            case Steps():
                yield from _first_dead(tuple(moves(block)), known, block.then)
            case Nothing() | GoTo():
                continue
            case unknown:
                assert_never(unknown)


def _first_dead(run: Sequence[Move], known: Outcomes, then: Block | None) -> Iterator[Dead]:
    """One cause is told once: not again for what follows a block with something dead in it."""
    for move, after in pairwise(run):
        if not move_runs_out(move, known):
            if not _has_dead(move, known):
                yield Dead(_stopper(move, known), after, isinstance(move, Offering) and after is then)
            return


def _has_dead(move: Move, known: Outcomes) -> bool:
    return isinstance(move, Series | Steps) and any(True for _ in dead_moves(move, known))


def _stopper(move: Move, known: Outcomes) -> Move:
    """The very step of a block that does not go on."""
    while isinstance(move, Steps) and move.condition is None:
        move = next(inner for inner in moves(move) if not move_runs_out(inner, known))
    return move
