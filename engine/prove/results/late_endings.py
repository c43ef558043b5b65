"""A playthrough that comes to its ending later than was promised."""

from __future__ import annotations

from engine.expressions.language.symbols import TURNS
from engine.expressions.language.terms import Constant, Operation, Read
from engine.prove.budget import Budget
from engine.prove.results.soft_locks import final_states
from engine.prove.search.search import StateGraph, explore
from engine.prove.search.state_space import state_space
from engine.prove.witnesses.guided_games import witness_of
from engine.prove.witnesses.witness import Witness

MORE = 200_000
"""States, beside three times those of the story, within which it is looked for."""


def late_ending_witness(found: StateGraph, ending: str, turns: int, budget: Budget) -> Witness | None:
    """The shortest game with more turns than that before an ending; None if none is found in good time."""
    is_late = Operation(">", (Read(TURNS), Constant(turns)))
    space = state_space(found.space.program, (is_late,), budget=budget)
    counted = explore(space, budget, max_states=3 * len(found.states) + MORE)
    holds = counted.space.predicate(is_late)
    late = [state for state in final_states(counted).get(ending, []) if holds(counted.states[state])]
    return witness_of(counted, late) if late else None
