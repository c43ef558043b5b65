"""Computes the hash of a state: sixteen hex digits that are the same wherever a story is played the same way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b

from engine.expressions.language.kinds import Kind
from engine.program.memo import once_per_program
from engine.program.model import Program
from engine.runtime.state import State, visit_counts
from engine.saves.format.cell_names import cell_names, value_of
from engine.saves.format.snapshot import Snapshot
from engine.saves.format.snapshot_json import location_object, snapshot_object
from engine.saves.format.stable_locations import StableLocation, stable_locations

_CANONICAL_JSON = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode


def snapshot_hash(snapshot: Snapshot) -> str:
    """Return the hash of a snapshot, computed from its JSON without spaces and with sorted keys."""
    return _digest(_CANONICAL_JSON(snapshot_object(snapshot)))


def state_hash(program: Program, state: State) -> str:
    """Return the hash of a state, equal to that of its snapshot; this runs at every step and builds no snapshot."""
    return _digest(_snapshot_writer(program).snapshot_json(state))


@dataclass(slots=True)
class _SnapshotWriter:
    """Writes the states of one program as the JSON of their snapshots, and computes each part of it once."""

    program: Program
    variables: list[tuple[str, int, Kind | None]]
    """For each variable its key as JSON, the index of its cell or text, and its kind; None for a text."""
    took: list[tuple[str, int]]
    rules: list[tuple[str, int]]
    variable_texts: dict[tuple[int, int], str]
    """The key and value of a variable as JSON, by its cell and number."""
    location_texts: dict[StableLocation, str]
    """Each location as JSON."""

    def snapshot_json(self, state: State) -> str:
        """Return the JSON from which `snapshot_hash` computes the hash of the state's snapshot."""
        cells, locations = state.cells, stable_locations(self.program)
        return (
            f'{{"draws":{state.draws},"looking":{"true" if state.rules_pending else "false"},'
            f'"place":{self._location_json(locations.point(state.point))},'
            f'"rules":[{",".join([name for name, index in self.rules if cells[index]])}],"seed":{state.seed},'
            f'"stack":[{",".join([self._location_json(locations.frame(frame)) for frame in state.stack])}],'
            f'"took":[{",".join([name for name, index in self.took if cells[index]])}],"turns":{cells[0]},'
            f'"variables":{{{",".join([self._variable_json(state, *variable) for variable in self.variables])}}},'
            f'"visits":{_CANONICAL_JSON(visit_counts(state.visits))}}}'
        )

    def _variable_json(self, state: State, key: str, index: int, kind: Kind | None) -> str:
        if kind is None:
            return key + _CANONICAL_JSON(state.texts[index])
        number = state.cells[index]
        line = self.variable_texts.get((index, number))
        if line is None:
            line = self.variable_texts[index, number] = key + _CANONICAL_JSON(value_of(kind, number))
        return line

    def _location_json(self, location: StableLocation) -> str:
        if location not in self.location_texts:
            self.location_texts[location] = _CANONICAL_JSON(location_object(location))
        return self.location_texts[location]


@once_per_program
def _snapshot_writer(program: Program) -> _SnapshotWriter:
    """Return the writer of a program, with its keys already in JSON and sorted."""
    names = cell_names(program)
    variables: list[tuple[str, int, Kind | None]] = [(name, index, kind) for name, index, kind in names.variables]
    variables += [(name, index, None) for name, index in names.texts]
    variables.sort(key=lambda variable: variable[0])
    return _SnapshotWriter(
        program,
        [(f"{_CANONICAL_JSON(name)}:", index, kind) for name, index, kind in variables],
        [(_CANONICAL_JSON(name), index) for name, index in sorted(names.took.items())],
        [(_CANONICAL_JSON(name), index) for name, index in sorted(names.rules.items())],
        {},
        {},
    )


def _digest(text: str) -> str:
    return blake2b(text.encode("ascii"), digest_size=8).hexdigest()
