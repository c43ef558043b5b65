"""The set of states a search reached, written down, and the check of it against the plain runtime."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from typing import Any

from engine.errors import SaveError
from engine.program.model import Program
from engine.prove.budget import Budget
from engine.prove.search.search import NO_PARENT, StateGraph
from engine.prove.search.state_space import StateSpace
from engine.prove.witnesses.successors import initial_states, picks_open, successors
from engine.runtime.closures import EndlessChain
from engine.runtime.state import State

KIND = "samarra-certificate"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where the plain runtime and a certificate part."""

    state: int
    """By its place in the certificate, or -1 at the start."""
    choices: tuple[str, ...]
    """The shortest way there."""
    what: str


def certificate_text(found: StateGraph) -> str:
    """A whole search as JSON.

    Raises:
        SaveError: the search did not see everything.
    """
    if found.stop_reason:
        raise SaveError(f"there is no certificate for a search that stopped early ({found.stop_reason})")
    body = {
        "kind": KIND,
        "format": FORMAT,
        "program": found.space.program.fingerprint,
        "parents": [-1 if parent == NO_PARENT else parent for parent in found.parents],
        "picked": list(found.parent_choices),
        "states": [format(state, "x") for state in found.states],
        "bounds": list(found.edge_bounds),
        "edges": list(found.edges),
        "picks": list(found.edge_choices),
    }
    return json.dumps(body, separators=(",", ":")) + "\n"


def read_certificate(text: bytes, space: StateSpace) -> StateGraph:
    """A certificate as the search it came from.

    Raises:
        SaveError: it is no certificate, or not one of this story as it is now.
    """
    try:
        body: Any = json.loads(text)
        if body["kind"] != KIND or body["format"] != FORMAT:
            raise SaveError("this is not a certificate this version reads")
        if body["program"] != space.program.fingerprint:
            raise SaveError("this certificate is of another story, or of this one before it was changed")
        found = StateGraph(space)
        found.states = [int(state, 16) for state in body["states"]]
        found.parents = array("I", (NO_PARENT if parent < 0 else parent for parent in body["parents"]))
        found.parent_choices, found.edge_choices = array("H", body["picked"]), array("H", body["picks"])
        found.edges, found.edge_bounds = array("I", body["edges"]), array("Q", body["bounds"])
        _whole(found)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as fault:
        raise SaveError("this certificate is damaged") from fault
    return found


def _whole(found: StateGraph) -> None:
    """Refuses tables that do not fit each other, so that nothing below can go astray in them."""
    size, rests = len(found.states), len(found.space.resting_points)
    fits = len(found.parents) == len(found.parent_choices) == size == len(found.edge_bounds) - 1
    fits = fits and len(found.edges) == len(found.edge_choices) == found.edge_bounds[-1] and found.edge_bounds[0] == 0
    fits = fits and all(low <= high for low, high in zip(found.edge_bounds, found.edge_bounds[1:], strict=False))
    fits = fits and all(target < size for target in found.edges)
    fits = fits and all(parent == NO_PARENT or parent < at for at, parent in enumerate(found.parents))
    fits = fits and all(state >= 0 and state & found.space.point_mask < rests for state in found.states)
    if not fits:
        raise ValueError("the tables do not fit each other")


def disagreement(found: StateGraph, budget: Budget) -> Disagreement | None:
    """Takes every transition with the plain runtime, from games played the shortest way; the first that differs."""
    program, space = found.space.program, found.space
    number = {state: at for at, state in enumerate(found.states)}
    games: list[State | None] = [None] * len(found.states)
    for game in initial_states(program):
        at = number.get(space.encode(game) or 0, -1)
        if at < 0:
            return Disagreement(-1, (), "a game can start where the certificate has no state")
        games[at] = games[at] or game
    at = 0
    budget.begin("taking every transition again", lambda: f"{at:,} of {len(found.states):,} states agree")
    for at in range(len(found.states)):
        budget.check()
        what = _compared(program, found, at, games, number)
        if what:
            return Disagreement(at, _choices(found, at), what)
    return None


def _compared(program: Program, found: StateGraph, at: int, games: list[State | None], number: dict[int, int]) -> str:
    game = games[at]
    if game is None:
        return "no game played the shortest way comes to this state"
    expected: dict[int, set[int]] = {}
    for edge in range(found.edge_bounds[at], found.edge_bounds[at + 1]):
        choice = found.space.control_flow.pickings(found.space.resting_point(found.states[at]))[
            found.edge_choices[edge]
        ].choice
        expected.setdefault(choice, set()).add(found.edges[edge])
    met: dict[int, set[int]] = {}
    for choice, follow in picks_open(program, game):
        met[choice] = set()
        try:
            for after in successors(program, game, choice, follow):
                target = number.get(_packed(found.space, after), -1)
                met[choice].add(target)
                if target >= 0 and games[target] is None:
                    games[target] = after
        except EndlessChain:
            met[choice] = expected.get(choice, set())
    return _difference(program, expected, met)


def _packed(space: StateSpace, state: State) -> int:
    packed = space.encode(state)
    return -1 if packed is None else packed


def _difference(program: Program, expected: dict[int, set[int]], met: dict[int, set[int]]) -> str:
    for choice in sorted(expected.keys() | met.keys()):
        address = program.choices[choice].address
        if choice not in met:
            return f"`{address}` is not on offer, and the certificate takes it"
        if choice not in expected:
            return f"`{address}` is on offer, and the certificate does not take it"
        if expected[choice] != met[choice]:
            return f"`{address}` leads elsewhere than the certificate says"
    return ""


def _choices(found: StateGraph, state: int) -> tuple[str, ...]:
    return tuple(found.space.choice(found.states[at], pick).address for at, pick in found.path(state))
