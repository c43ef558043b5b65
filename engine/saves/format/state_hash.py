"""Computes the hash of a state: sixteen hex digits that are the same wherever a story is played the same way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b

from engine.expressions.language.kinds import Kind
from engine.program.memo import once_per_program
from engine.program.model import Program
from engine.runtime.state import State
from engine.saves.format.cell_names import cell_names, value_of
from engine.saves.format.snapshot import Snapshot
from engine.saves.format.snapshot_json import location_object, snapshot_object
from engine.saves.format.stable_locations import StableLocation, stable_locations

_CANONICAL = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode


def snapshot_hash(snapshot: Snapshot) -> str:
    """Return the hash of a snapshot: that of its JSON without spaces, keys sorted; no program is needed."""
    return _digest(_CANONICAL(snapshot_object(snapshot)))


def state_hash(program: Program, state: State) -> str:
    """Return the hash of a state, equal to its snapshot's, without building that, as this is done at every step."""
    return _digest(_snapshot_parts(program).text(state))


@dataclass(slots=True)
class _SnapshotParts:
    """The parts of the JSON of one program's snapshots, computed once."""

    program: Program
    variables: list[tuple[str, int, Kind | None]]
    """The key of each variable as JSON, its cell or text, and its kind; None for a text."""
    visits: list[tuple[str, int]]
    took: list[tuple[str, int]]
    rules: list[tuple[str, int]]
    values: dict[tuple[int, int], str]
    """A variable's key and value as JSON, by its cell and number."""
    places: dict[StableLocation, str]

    def text(self, state: State) -> str:
        """Return the JSON that `snapshot_hash` would make."""
        cells, locations = state.cells, stable_locations(self.program)
        return (
            f'{{"draws":{state.draws},"looking":{"true" if state.rules_pending else "false"},'
            f'"place":{self._place(locations.point(state.point))},'
            f'"rules":[{",".join([name for name, at in self.rules if cells[at]])}],"seed":{state.seed},'
            f'"stack":[{",".join([self._place(locations.frame(frame)) for frame in state.stack])}],'
            f'"took":[{",".join([name for name, at in self.took if cells[at]])}],"turns":{cells[0]},'
            f'"variables":{{{",".join([self._variable(state, *variable) for variable in self.variables])}}},'
            f'"visits":{{{",".join([f"{name}{cells[at]}" for name, at in self.visits if cells[at]])}}}}}'
        )

    def _variable(self, state: State, start: str, at: int, kind: Kind | None) -> str:
        if kind is None:
            return start + _CANONICAL(state.texts[at])
        number = state.cells[at]
        line = self.values.get((at, number))
        if line is None:
            line = self.values[at, number] = start + _CANONICAL(value_of(kind, number))
        return line

    def _place(self, place: StableLocation) -> str:
        if place not in self.places:
            self.places[place] = _CANONICAL(location_object(place))
        return self.places[place]


@once_per_program
def _snapshot_parts(program: Program) -> _SnapshotParts:
    names = cell_names(program)
    variables: list[tuple[str, int, Kind | None]] = [(name, at, kind) for name, at, kind in names.variables]
    variables += [(name, at, None) for name, at in names.texts]
    return _SnapshotParts(
        program,
        [(f"{_CANONICAL(name)}:", at, kind) for name, at, kind in sorted(variables, key=lambda variable: variable[0])],
        [(f"{_CANONICAL(name)}:", at) for name, at in sorted(names.visits.items())],
        [(_CANONICAL(name), at) for name, at in sorted(names.took.items())],
        [(_CANONICAL(name), at) for name, at in sorted(names.rules.items())],
        {},
        {},
    )


def _digest(text: str) -> str:
    return blake2b(text.encode("ascii"), digest_size=8).hexdigest()
