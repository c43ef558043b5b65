"""Provers with one thing wrong with them, which the comparison with plain games has to find out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

from engine.program import model
from engine.prove import space
from engine.prove.flow import Place
from engine.prove.relevance import Relevance

Mutant = Callable[[], AbstractContextManager[None]]


@contextmanager
def forgets_a_live_variable() -> Iterator[None]:
    """Where players stand, the first of the variables that matter does not."""
    sound = space._relevance

    def mutated(*words: Any) -> Relevance:
        relevance = sound(*words)
        variables = [cell.symbol for cell in relevance.flow.program.cells if cell.kind is not None]
        ever = relevance.ever()
        live = [symbol for symbol in variables if relevance.table.of(symbol) & ever]
        for place in relevance.live if live else ():
            if isinstance(relevance.flow.instruction(place), model.Offer) and not place.looking:
                relevance.live[place] &= ~relevance.table.of(live[0])
        return relevance

    with patch.object(space, "_relevance", mutated):
        yield


@contextmanager
def takes_unlike_values_for_one() -> Iterator[None]:
    """The greatest value of every number counts as the one below it."""
    sound = space.classes_at

    def mutated(*words: Any) -> dict[str, dict[Place, bytes]]:
        return {symbol: {place: _blurred(one) for place, one in at.items()} for symbol, at in sound(*words).items()}

    with patch.object(space, "classes_at", mutated):
        yield


def _blurred(partition: bytes) -> bytes:
    return bytes((*partition[:-1], partition[-2]))


@contextmanager
def takes_every_once_choice_for_idle() -> Iterator[None]:
    """Nobody is thought to notice what was picked already."""

    def mutated(relevance: Relevance) -> frozenset[tuple[Place, int]]:
        flow = relevance.flow
        places = [place for place in flow.after if isinstance(flow.instruction(place), model.Offer)]
        return frozenset((place, picking.choice) for place in places for picking in flow.pickings(place))

    with patch.object(space, "idle_choices", mutated):
        yield


MUTANTS: dict[str, Mutant] = {
    "forgets a live variable": forgets_a_live_variable,
    "takes unlike values for one": takes_unlike_values_for_one,
    "takes every once-choice for idle": takes_every_once_choice_for_idle,
}
