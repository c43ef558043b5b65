"""A playthrough that comes to its ending later than was promised."""

from __future__ import annotations

from engine.expressions.symbols import TURNS
from engine.expressions.terms import Constant, Operation, Read
from engine.prove.budget import Budget
from engine.prove.guided_games import witness_of
from engine.prove.search import Explored, explore
from engine.prove.space import space_of
from engine.prove.ways import final_states
from engine.prove.witness import Witness

MORE = 200_000
"""States, beside three times those of the story, within which it is looked for."""


def late_witness(found: Explored, ending: str, turns: int, budget: Budget) -> Witness | None:
    """The shortest game with more turns than that before an ending; None if none is found in good time."""
    is_late = Operation(">", (Read(TURNS), Constant(turns)))
    space = space_of(found.space.program, (is_late,), budget=budget)
    counted = explore(space, budget, most=3 * len(found.states) + MORE)
    holds = counted.space.predicate(is_late)
    late = [state for state in final_states(counted).get(ending, []) if holds(counted.states[state])]
    return witness_of(counted, late) if late else None
