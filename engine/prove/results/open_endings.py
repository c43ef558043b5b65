"""Which endings can still be come to from each state of a whole search."""

from __future__ import annotations

from engine.prove.results.soft_locks import final_states
from engine.prove.search.search import StateGraph

Endings = int
"""A bit for each ending, in the order of the story."""


def open_endings(found: StateGraph) -> list[Endings]:
    """By state, the endings some way leads to from there; only of a search that saw everything."""
    order = found.order
    leaving, open_to = order.successors, [0] * len(order.successors)
    finals = final_states(found)
    for bit, scene in enumerate(scene for scene in found.space.program.scenes if scene.ending):
        for state in finals.get(scene.id, ()):
            open_to[state] = 1 << bit
    for group in reversed(order.components):
        together = 0
        for state in group:
            together |= open_to[state]
            for target in leaving[state]:
                together |= open_to[target]
        for state in group:
            open_to[state] = together
    for state in reversed(order.acyclic_prefix):
        endings = open_to[state]
        for target in leaving[state]:
            endings |= open_to[target]
        open_to[state] = endings
    return open_to
