"""Provers with one thing wrong with them, which the comparison with plain games has to find out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

from engine.program import model
from engine.prove import prover
from engine.prove.analysis.bit_layout import Partition
from engine.prove.analysis.control_flow import ProgramPoint
from engine.prove.analysis.liveness import Liveness
from engine.prove.analysis.thresholds import solve_value_classes
from engine.prove.analysis.value_classes import ValueClasses
from engine.prove.results import playthroughs
from engine.prove.results.idle_turns import IdleTurns
from engine.prove.search import state_space
from engine.prove.witnesses import guided_games, witness

Mutant = Callable[[], AbstractContextManager[None]]


@contextmanager
def forgets_a_live_variable() -> Iterator[None]:
    """Where players stand, the first of the variables that matter does not."""
    sound = state_space._solve_liveness

    def mutated(*words: Any) -> Liveness:
        relevance = sound(*words)
        variables = [cell.symbol for cell in relevance.flow.program.cells if cell.kind is not None]
        ever = relevance.live_anywhere()
        live = [symbol for symbol in variables if relevance.table.cell_bits(symbol) & ever]
        for place in relevance.live if live else ():
            if isinstance(relevance.flow.instruction(place), model.Offer) and not place.rules_pending:
                relevance.live[place] &= ~relevance.table.cell_bits(live[0])
        return relevance

    with patch.object(state_space, "_solve_liveness", mutated):
        yield


@contextmanager
def takes_unlike_values_for_one() -> Iterator[None]:
    """The greatest value of every number counts as the one below it."""
    sound = solve_value_classes

    def mutated(*words: Any, **options: Any) -> dict[str, ValueClasses]:
        found = sound(*words, **options)
        for classes in found.values():
            classes.at = {place: _blurred(least) for place, least in classes.at.items()}
        return found

    with patch.object(state_space, "solve_value_classes", mutated):
        yield


def _blurred(least: Partition) -> Partition:
    return bytes((*least[:-1], least[-2])) if isinstance(least, bytes) else least[:-1]


@contextmanager
def takes_every_once_choice_for_idle() -> Iterator[None]:
    """Nobody is thought to notice what was picked already."""

    def mutated(relevance: Liveness) -> frozenset[tuple[ProgramPoint, int]]:
        flow = relevance.flow
        places = [place for place in flow.successors if isinstance(flow.instruction(place), model.Offer)]
        return frozenset((place, picking.choice) for place in places for picking in flow.pickings(place))

    with patch.object(state_space, "redundant_flags", mutated):
        yield


@contextmanager
def leaves_out_what_changes_nothing() -> Iterator[None]:
    """Turns that lead back to the very same state are no turns."""
    with patch.object(prover, "idle_turns", lambda found: IdleTurns()):
        yield


@contextmanager
def counts_draws_as_choices() -> Iterator[None]:
    """The same choices count again for every way the draws fall."""
    with patch.object(playthroughs, "_has_one_state_after_each_choice", lambda found: True):
        yield


@contextmanager
def asks_for_certain_draws() -> Iterator[None]:
    """A game is only tried along the shortest way, with one seed."""
    with patch.object(guided_games, "has_chance", lambda found: False), patch.object(witness, "SEEDS_TRIED", 1):
        yield


COUNTING_MUTANTS: dict[str, Mutant] = {
    "leaves out what changes nothing": leaves_out_what_changes_nothing,
    "counts draws as choices": counts_draws_as_choices,
}
WITNESS_MUTANTS: dict[str, Mutant] = {"asks for certain draws": asks_for_certain_draws}
MUTANTS: dict[str, Mutant] = {
    "forgets a live variable": forgets_a_live_variable,
    "takes unlike values for one": takes_unlike_values_for_one,
    "takes every once-choice for idle": takes_every_once_choice_for_idle,
}
