"""Turns a state into a snapshot, which holds the same values by their names, and back."""

from __future__ import annotations

from collections.abc import Mapping

from engine.program.model import Program
from engine.records import dataclass
from engine.runtime.state import State, visit_counts
from engine.runtime.turn import machine_of
from engine.saves.format.cell_names import Value, cell_names, number_of, value_of
from engine.saves.format.stable_locations import StableLocation, frame_to, stable_locations


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of a game with names in place of the addresses of a program."""

    location: StableLocation
    stack: tuple[StableLocation, ...]
    """The locations to which the calls and borrowed lists return, the innermost last."""
    turns: int
    variables: Mapping[str, Value]
    visits: Mapping[str, int]
    """How often each scene was visited; no entry for a scene that never was."""
    took: tuple[str, ...]
    """The addresses of the picked choices that the story remembers, sorted."""
    rules: tuple[str, ...]
    """The names of the rules that were true when they were last checked, sorted."""
    seed: int
    draws: int
    rules_pending: bool


def snapshot_of(program: Program, state: State, visits: Mapping[str, int] | None = None) -> Snapshot:
    """Return the snapshot of a state; its visits need not be counted if they are given."""
    names, locations, cells = cell_names(program), stable_locations(program), state.cells
    variables: dict[str, Value] = {name: value_of(kind, cells[index]) for name, index, kind in names.variables}
    for name, index in names.texts:
        variables[name] = state.texts[index]
    return Snapshot(
        locations.point(state.point),
        tuple(locations.frame(frame) for frame in state.stack),
        cells[0],
        variables,
        visit_counts(state.visits) if visits is None else visits,
        tuple(sorted(address for address, index in names.took.items() if cells[index])),
        tuple(sorted(name for name, index in names.rules.items() if cells[index])),
        state.seed,
        state.draws,
        state.rules_pending,
    )


def state_of(program: Program, snapshot: Snapshot) -> State | None:
    """Return the state of a snapshot; None if the program lacks a name or location of it, or it lacks a variable."""
    names, locations = cell_names(program), stable_locations(program)
    point = locations.address(snapshot.location)
    stack = [
        frame_to(location, address)
        for location in snapshot.stack
        if (address := locations.address(location)) is not None
    ]
    numbers = _numbers(program, snapshot)
    texts = [snapshot.variables.get(name) for name, _ in names.texts]
    has_same_names = len(names.variables) + len(names.texts) == len(snapshot.variables)
    if point is None or numbers is None or not has_same_names or not all(isinstance(text, str) for text in texts):
        return None
    if len(stack) < len(snapshot.stack):
        return None
    answers = tuple(str(text) for text in texts)
    seed, draws, visits = snapshot.seed, snapshot.draws, snapshot.visits
    return State(point, tuple(stack), numbers, answers, seed, draws, snapshot.rules_pending, visits)


def _numbers(program: Program, snapshot: Snapshot) -> tuple[int, ...] | None:
    """Return the cells of a snapshot's state; None if a name is unknown, or a variable has no valid value."""
    names = cell_names(program)
    cells = [0] * len(program.cells)
    cells[0] = snapshot.turns
    for name, index, kind in names.variables:
        number = number_of(kind, snapshot.variables[name]) if name in snapshot.variables else None
        if number is None:
            return None
        cells[index] = number
    if not snapshot.visits.keys() <= machine_of(program).scenes.keys():
        return None
    for scene, index in names.visits.items():
        cells[index] = snapshot.visits.get(scene, 0)
    took, rules = dict.fromkeys(snapshot.took, 1), dict.fromkeys(snapshot.rules, 1)
    for cell_of, counts in ((names.took, took), (names.rules, rules)):
        for name, count in counts.items():
            if name not in cell_of:
                return None
            cells[cell_of[name]] = count
    return tuple(cells)
