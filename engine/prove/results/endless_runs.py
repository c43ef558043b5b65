"""Games that stand before a choice after which the story never comes to rest."""

from __future__ import annotations

from engine.prove.search.search import StateGraph
from engine.prove.witnesses.guided_games import witness_of
from engine.prove.witnesses.successors import picks_open, successors
from engine.prove.witnesses.witness import Witness
from engine.runtime.closures import EndlessChain
from engine.runtime.state import State

TRIED = 200
"""States of a scene that are tried, the nearest first."""


def endless_witness(found: StateGraph, scene: str) -> Witness | None:
    """The nearest game in a scene one of whose choices runs on for ever; None if none of those tried has one."""
    scenes = [found.space.scene_of_point(number) for number in range(len(found.space.resting_points))]
    mask = found.space.point_mask
    there = [state for state, packed in enumerate(found.states) if scenes[packed & mask] == scene]
    for state in there[:TRIED]:
        witness = witness_of(found, [state])
        if witness is not None and _runs_on(found, witness.steps[-1].state):
            return witness
    return None


def _runs_on(found: StateGraph, game: State) -> bool:
    program = found.space.program
    try:
        for choice, follow in picks_open(program, game):
            for _ in successors(program, game, choice, follow):
                pass
    except EndlessChain:
        return True
    return False
