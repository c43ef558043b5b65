"""Turns a state into a snapshot, which holds the same by names, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.program.model import Program
from engine.runtime.state import State
from engine.saves.format.cell_names import Value, cell_names, number_of, value_of
from engine.saves.format.stable_locations import StableLocation, frame_to, stable_locations


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of a game by names; nothing in it depends on the addresses of a program."""

    place: StableLocation
    stack: tuple[StableLocation, ...]
    """The locations to which the calls and borrowed lists return, the innermost last."""
    turns: int
    variables: Mapping[str, Value]
    visits: Mapping[str, int]
    """Only of scenes that have been visited."""
    took: tuple[str, ...]
    """Addresses of the choices picked, of those the story remembers, sorted."""
    rules: tuple[str, ...]
    """Names of the rules that held when last looked at, sorted."""
    seed: int
    draws: int
    looking: bool


def snapshot_of(program: Program, state: State) -> Snapshot:
    """Return the snapshot of a state."""
    names, places, cells = cell_names(program), stable_locations(program), state.cells
    variables: dict[str, Value] = {name: value_of(kind, cells[at]) for name, at, kind in names.variables}
    for name, at in names.texts:
        variables[name] = state.texts[at]
    return Snapshot(
        places.point(state.point),
        tuple(places.frame(frame) for frame in state.stack),
        cells[0],
        variables,
        {scene: cells[at] for scene, at in names.visits.items() if cells[at]},
        tuple(sorted(address for address, at in names.took.items() if cells[at])),
        tuple(sorted(name for name, at in names.rules.items() if cells[at])),
        state.seed,
        state.draws,
        state.rules_pending,
    )


def state_of(program: Program, snapshot: Snapshot) -> State | None:
    """Return the state of a snapshot, or None if a name or location of it is unknown to this program or missing."""
    names, places = cell_names(program), stable_locations(program)
    point = places.address(snapshot.place)
    stack = [frame_to(place, address) for place in snapshot.stack if (address := places.address(place)) is not None]
    numbers = _numbers(program, snapshot)
    texts = [snapshot.variables.get(name) for name, _ in names.texts]
    has_same_names = len(names.variables) + len(names.texts) == len(snapshot.variables)
    if point is None or numbers is None or not has_same_names or not all(isinstance(text, str) for text in texts):
        return None
    if len(stack) < len(snapshot.stack):
        return None
    answers = tuple(str(text) for text in texts)
    return State(point, tuple(stack), numbers, answers, snapshot.seed, snapshot.draws, snapshot.looking)


def _numbers(program: Program, snapshot: Snapshot) -> tuple[int, ...] | None:
    names = cell_names(program)
    cells = [0] * len(program.cells)
    cells[0] = snapshot.turns
    for name, at, kind in names.variables:
        number = number_of(kind, snapshot.variables[name]) if name in snapshot.variables else None
        if number is None:
            return None
        cells[at] = number
    took, rules = dict.fromkeys(snapshot.took, 1), dict.fromkeys(snapshot.rules, 1)
    for cell_of, counts in ((names.visits, snapshot.visits), (names.took, took), (names.rules, rules)):
        for name, count in counts.items():
            if name not in cell_of:
                return None
            cells[cell_of[name]] = count
    return tuple(cells)
