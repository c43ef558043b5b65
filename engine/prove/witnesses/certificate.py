"""Write the reached states and transitions of a search as a certificate, and check one against the plain runtime."""

from __future__ import annotations

import json
from array import array
from typing import Any

from engine.errors import SaveError
from engine.program.model import Program
from engine.prove.budget import Budget
from engine.prove.search.state_graph import NO_PARENT, StateGraph, Transitions
from engine.prove.search.state_space import StateSpace
from engine.prove.witnesses.successors import initial_states, picks_open, successors
from engine.records import dataclass
from engine.runtime.closures import EndlessChainError
from engine.runtime.state import State

KIND = "samarra-certificate"
FORMAT = 1
BATCH = 64
"""States that are compared between two checks of the limits."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The first difference between a certificate and the plain runtime."""

    state: int
    """Its index in the certificate, or -1 at the start."""
    choices: tuple[str, ...]
    """The shortest path to it."""
    what: str


def certificate_text(graph: StateGraph) -> str:
    """Return a complete search as JSON.

    Raises:
        SaveError: the search did not see everything.
    """
    if graph.stop_reason:
        raise SaveError(f"there is no certificate for a search that stopped early ({graph.stop_reason})")
    body = {
        "kind": KIND,
        "format": FORMAT,
        "program": graph.space.program.fingerprint,
        "parents": [-1 if parent == NO_PARENT else parent for parent in graph.parents],
        "picked": list(graph.parent_choices),
        "states": [format(state, "x") for state in graph.states],
        "bounds": list(graph.edge_bounds),
        "edges": list(graph.edges),
        "picks": list(graph.edge_choices),
    }
    return json.dumps(body, separators=(",", ":")) + "\n"


def read_certificate(text: bytes, space: StateSpace) -> StateGraph:
    """Return the search that a certificate was written from.

    Raises:
        SaveError: it is no certificate, or not one of this story as it is now.
    """
    try:
        body: Any = json.loads(text)
        if body["kind"] != KIND or body["format"] != FORMAT:
            raise SaveError("this is not a certificate this version reads")
        if body["program"] != space.program.fingerprint:
            raise SaveError("this certificate is of another story, or of this one before it was changed")
        parents = array("I", (NO_PARENT if parent < 0 else parent for parent in body["parents"]))
        graph = StateGraph(
            space,
            [int(state, 16) for state in body["states"]],
            _transitions=Transitions(array("I", body["edges"]), array("H", body["picks"]), array("Q", body["bounds"])),
            _first_steps=(parents, array("H", body["picked"])),
        )
        _check_tables(graph)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as fault:
        raise SaveError("this certificate is damaged") from fault
    return graph


def _check_tables(graph: StateGraph) -> None:
    """Raise `ValueError` if the tables do not fit each other."""
    size, rests = len(graph.states), len(graph.space.resting_points)
    fits = len(graph.parents) == len(graph.parent_choices) == size == len(graph.edge_bounds) - 1
    fits = fits and len(graph.edges) == len(graph.edge_choices) == graph.edge_bounds[-1] and graph.edge_bounds[0] == 0
    fits = fits and all(low <= high for low, high in zip(graph.edge_bounds, graph.edge_bounds[1:], strict=False))
    fits = fits and all(target < size for target in graph.edges)
    fits = fits and all(parent == NO_PARENT or parent < at for at, parent in enumerate(graph.parents))
    fits = fits and all(state >= 0 and state & graph.space.point_mask < rests for state in graph.states)
    if not fits:
        raise ValueError("the tables do not fit each other")


def disagreement(graph: StateGraph, budget: Budget) -> Disagreement | None:
    """Take every transition with the plain runtime, from games on shortest paths; return the first difference."""
    program, space = graph.space.program, graph.space
    number: dict[int | None, int] = {state: at for at, state in enumerate(graph.states)}
    games: list[State | None] = [None] * len(graph.states)
    for game in initial_states(program):
        at = number.get(space.encode(game), -1)
        if at < 0:
            return Disagreement(-1, (), "a game can start where the certificate has no state")
        games[at] = games[at] or game
    at = 0
    budget.begin_work("taking every transition again", lambda: f"{at:,} of {len(graph.states):,} states agree")
    for at in range(len(graph.states)):
        if at % BATCH == 0:
            budget.check()
        difference = _compare_state(program, graph, at, games, number)
        if difference:
            choices = (space.choice(graph.states[state], pick).address for state, pick in graph.path(at))
            return Disagreement(at, tuple(choices), difference)
    return None


def _compare_state(
    program: Program, graph: StateGraph, at: int, games: list[State | None], number: dict[int | None, int]
) -> str:
    """Return how the transitions of a state differ from the runtime's; an empty text if they agree."""
    game, games[at] = games[at], None
    if game is None:
        return "no game played the shortest way comes to this state"
    expected: dict[int, set[int]] = {}
    for edge in range(graph.edge_bounds[at], graph.edge_bounds[at + 1]):
        choice = graph.space.choice_number(graph.states[at], graph.edge_choices[edge])
        expected.setdefault(choice, set()).add(graph.edges[edge])
    actual: dict[int, set[int]] = {}
    for choice, follow in picks_open(program, game):
        actual[choice] = set()
        try:
            for after in successors(program, game, choice, follow):
                target = number.get(graph.space.encode(after), -1)
                actual[choice].add(target)
                if target > at and games[target] is None:
                    games[target] = after
        except EndlessChainError:
            actual[choice] = expected.get(choice, set())
    return _difference(program, expected, actual)


def _difference(program: Program, expected: dict[int, set[int]], actual: dict[int, set[int]]) -> str:
    for choice in sorted(expected.keys() | actual.keys()):
        address = program.choices[choice].address
        if choice not in actual:
            return f"`{address}` is not on offer, and the certificate takes it"
        if choice not in expected:
            return f"`{address}` is on offer, and the certificate does not take it"
        if expected[choice] != actual[choice]:
            return f"`{address}` leads elsewhere than the certificate says"
    return ""
