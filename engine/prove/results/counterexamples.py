"""Find games that show an ending later than promised, or a choice after which the story never comes to rest."""

from __future__ import annotations

from engine.expressions.language.symbols import TURNS
from engine.expressions.language.terms import Constant, Operation, Read
from engine.prove.budget import Budget
from engine.prove.results.soft_locks import final_states, states_in
from engine.prove.search.search import explore
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.state_space import state_space
from engine.prove.witnesses.guided_games import witness_of
from engine.prove.witnesses.successors import picks_open, successors
from engine.prove.witnesses.witness import Witness
from engine.runtime.closures import EndlessChainError
from engine.runtime.state import State

MOST_STATES_TRIED = 200
"""States of a scene that are tried for an endless run, the nearest first."""
ADDITIONAL_STATES = 200_000
"""States that the search for a late ending may have, beside three times those of the story."""


def endless_witness(graph: StateGraph, scene: str) -> Witness | None:
    """Return the nearest game in a scene where some choice runs on for ever; None if none of those tried has one."""
    for state in states_in(graph, scene)[:MOST_STATES_TRIED]:
        witness = witness_of(graph, [state])
        if witness is not None and _has_endless_choice(graph, witness.steps[-1].state):
            return witness
    return None


def _has_endless_choice(graph: StateGraph, game: State) -> bool:
    """Return whether a game offers a choice after which the story never waits for the player again."""
    program = graph.space.program
    try:
        for choice, follow in picks_open(program, game):
            for _ in successors(program, game, choice, follow):
                pass
    except EndlessChainError:
        return True
    return False


def late_ending_witness(graph: StateGraph, ending: str, turns: int, budget: Budget) -> Witness | None:
    """Return the shortest game with more turns before an ending than were promised; None within the limit of states."""
    is_late = Operation(">", (Read(TURNS), Constant(turns)))
    space = state_space(graph.space.program, (is_late,), budget=budget)
    search = explore(space, budget, max_states=3 * len(graph.states) + ADDITIONAL_STATES)
    holds = search.space.predicate(is_late)
    late = [state for state in final_states(search).get(ending, []) if holds(search.states[state])]
    return witness_of(search, late) if late else None
