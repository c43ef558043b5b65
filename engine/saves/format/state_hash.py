"""Computes the hash of a state: sixteen hex digits that are the same wherever a story is played the same way.

It is the hash of the JSON of the state's snapshot, without spaces and with sorted keys. While a game is played, that
JSON is kept in pieces, so that a move costs what it changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from engine.expressions.language.kinds import Kind
from engine.hashing import blake2b
from engine.program.memo import once_per_program
from engine.program.model import Program
from engine.records import dataclass
from engine.runtime.state import State, VisitLog, visit_counts
from engine.runtime.turn import machine_of
from engine.saves.format.cell_names import cell_names, value_of
from engine.saves.format.snapshot import Snapshot
from engine.saves.format.snapshot_json import location_object, snapshot_object
from engine.saves.format.stable_locations import StableLocation, stable_locations

_canonical_json = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode
_BLOCK = 64
"""Members of a part whose text is kept as one."""
_CHUNK = 256
"""Cells that are compared at once."""
_SETS = ("took", "rules")
Value = TypeVar("Value", int, str)


def snapshot_hash(snapshot: Snapshot) -> str:
    """Return the hash of a snapshot."""
    return _digest(_canonical_json(snapshot_object(snapshot)))


def state_hash(program: Program, state: State) -> str:
    """Return the hash of a state, equal to that of its snapshot."""
    return TrackedSnapshot(program, state).hash()


class TrackedSnapshot:
    """The snapshot of a game as pieces of JSON, kept from one state of the game to the next."""

    def __init__(self, program: Program, state: State) -> None:
        self.state = state
        self._layout, self._locations = _layout(program), stable_locations(program)
        self._place, self._stack = self._places(state)
        self._parts = {name: _Part(count) for name, count in self._layout.counts.items()}
        self._visits: dict[str, int] = {}
        self._put(list(enumerate(state.cells)), list(enumerate(state.texts)), visit_counts(state.visits))

    def move_to(self, state: State) -> dict[str, Any]:
        """Turn to another state of the game, and return what differs in its snapshot, as JSON values.

        Of a mapping: the new values by name, null for a name that is gone; of a set: the names added and removed.
        """
        before, place, stack, delta = self.state, self._place, self._stack, dict[str, Any]()
        changes = self._turn_to(state)
        if self._place != place:
            delta["place"] = location_object(self._place)
        if self._stack != stack:
            delta["stack"] = list(map(location_object, self._stack))
        if state.cells[0] != before.cells[0]:
            delta["turns"] = state.cells[0]
        for part in self._parts:
            if part in changes:
                delta[part] = _part_delta(part, changes[part])
        if state.seed != before.seed:
            delta["seed"] = state.seed
        if state.draws != before.draws:
            delta["draws"] = state.draws
        if state.rules_pending != before.rules_pending:
            delta["looking"] = state.rules_pending
        return delta

    def scenes(self) -> set[str]:
        """Return the scenes of the place where the game rests, and of those it will return to."""
        return {self._place.scene, *(place.scene for place in self._stack)}

    def visits_at(self, state: State) -> dict[str, int]:
        """Return how often each scene had been visited at another state of the game."""
        counts = self._visits | _changed_counts(self._visits, self.state.visits, state.visits)
        return {scene: count for scene, count in counts.items() if count}

    def hash_of(self, state: State) -> str:
        """Turn to another state of the game, and return its hash."""
        self._turn_to(state)
        return self.hash()

    def hash(self) -> str:
        """Return the hash of the state."""
        state, parts = self.state, {name: part.text() for name, part in self._parts.items()}
        stack = ",".join(map(self._layout.location_text, self._stack))
        return _digest(
            f'{{"draws":{state.draws},"looking":{"true" if state.rules_pending else "false"},'
            f'"place":{self._layout.location_text(self._place)},"rules":[{parts["rules"]}],'
            f'"seed":{state.seed},"stack":[{stack}],"took":[{parts["took"]}],"turns":{state.cells[0]},'
            f'"variables":{{{parts["variables"]}}},"visits":{{{parts["visits"]}}}}}'
        )

    def _turn_to(self, state: State) -> dict[str, dict[str, Any]]:
        """Turn to another state of the game, and return the values that differ by part and name."""
        before, self.state = self.state, state
        self._place, self._stack = self._places(state)
        return self._put(
            _differences(before.cells, state.cells),
            _differences(before.texts, state.texts),
            _changed_counts(self._visits, before.visits, state.visits),
        )

    def _places(self, state: State) -> tuple[StableLocation, list[StableLocation]]:
        return self._locations.point(state.point), [self._locations.frame(frame) for frame in state.stack]

    def _put(
        self, cells: list[tuple[int, int]], texts: list[tuple[int, str]], visits: Mapping[str, int]
    ) -> dict[str, dict[str, Any]]:
        """Put new values in their places, and return them by part and name; None stands for what is not there."""
        layout, changes = self._layout, dict[str, dict[str, Any]]()
        values = [(member, member.value(number)) for at, number in cells if (member := layout.cells.get(at))]
        values += [(layout.texts[at], text) for at, text in texts]
        values += [(layout.visit(scene), count or None) for scene, count in visits.items()]
        self._visits.update(visits)
        for member, value in values:
            self._parts[member.part].put(member.place, member.piece(value))
            changes.setdefault(member.part, {})[member.name] = value
        return changes


class _Part:
    """The members of an object or a list of the JSON, in the order of their names."""

    def __init__(self, count: int) -> None:
        self.pieces = [""] * count
        """The text of each member, with a comma before it; empty for one that is not there."""
        self.blocks = [""] * (count // _BLOCK + 1)
        """The text of so many pieces."""
        self.outdated: set[int] = set()
        """The blocks of which a piece has changed."""
        self._text = ""

    def put(self, place: int, piece: str) -> None:
        self.pieces[place] = piece
        self.outdated.add(place // _BLOCK)

    def text(self) -> str:
        if self.outdated:
            for block in self.outdated:
                self.blocks[block] = "".join(self.pieces[block * _BLOCK : (block + 1) * _BLOCK])
            self.outdated.clear()
            self._text = "".join(self.blocks)[1:]
        return self._text


class _Member(NamedTuple):
    """What can be in an object or a list of the JSON."""

    part: str
    place: int
    """Its place among all that can be there, which are sorted by name."""
    name: str
    key: str
    """The name as JSON."""
    kind: Kind | None = None
    """The kind of a variable that has a cell."""

    def value(self, number: int) -> Any:
        """Return the value of a cell; None for a flag that is not set."""
        if self.kind is None:
            return True if number else None
        value = value_of(self.kind, number)
        return list(value) if isinstance(value, tuple) else value

    def piece(self, value: Any) -> str:
        if value is None:
            return ""
        if self.part in _SETS:
            return f",{self.key}"
        return f",{self.key}:{value if type(value) is int else _canonical_json(value)}"


@dataclass(frozen=True, slots=True)
class _Layout:
    """The members of the snapshots of one program."""

    counts: Mapping[str, int]
    """How many each part can have; the parts in the order of a snapshot."""
    cells: Mapping[int, _Member]
    texts: Mapping[int, _Member]
    scenes: Mapping[str, int]
    """The place of each scene among the visits."""
    visits: dict[str, _Member]
    """Those visited so far."""
    location_texts: dict[StableLocation, str]
    """The locations written so far, as JSON."""

    def visit(self, scene: str) -> _Member:
        if scene not in self.visits:
            self.visits[scene] = _Member("visits", self.scenes[scene], scene, _canonical_json(scene))
        return self.visits[scene]

    def location_text(self, location: StableLocation) -> str:
        if location not in self.location_texts:
            self.location_texts[location] = _canonical_json(location_object(location))
        return self.location_texts[location]


@once_per_program
def _layout(program: Program) -> _Layout:
    """Return the layout of a program; a large story costs no more than the sorting of its names."""
    names = cell_names(program)
    kinds = {name: kind for name, _, kind in names.variables}
    variables = _members("variables", [*kinds, *(name for name, _ in names.texts)], kinds)
    took, rules = _members("took", names.took, {}), _members("rules", names.rules, {})
    cells = {index: variables[name] for name, index, _ in names.variables}
    cells |= {index: took[name] for name, index in names.took.items()}
    cells |= {index: rules[name] for name, index in names.rules.items()}
    scenes = {scene: place for place, scene in enumerate(sorted(machine_of(program).scenes))}
    counts = {"variables": len(variables), "visits": len(scenes), "took": len(took), "rules": len(rules)}
    return _Layout(counts, cells, {index: variables[name] for name, index in names.texts}, scenes, {}, {})


def _members(part: str, names: Iterable[str], kinds: Mapping[str, Kind]) -> dict[str, _Member]:
    return {
        name: _Member(part, place, name, _canonical_json(name), kinds.get(name))
        for place, name in enumerate(sorted(names))
    }


def _part_delta(part: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return what is new in a part, sorted by name; in a mapping, what is gone comes first."""
    if len(values) == 1 and part not in _SETS:
        return values
    names = sorted(values)
    gone = [name for name in names if values[name] is None]
    there = {name: value for name in names if (value := values[name]) is not None}
    return {"+": list(there), "-": gone} if part in _SETS else dict.fromkeys(gone) | there


def _differences(before: tuple[Value, ...], after: tuple[Value, ...]) -> list[tuple[int, Value]]:
    """Return the index and the new value of each item that differs; equal chunks are passed over at once."""
    differences: list[tuple[int, Value]] = []
    for first in range(0, len(after), _CHUNK):
        old, new = before[first : first + _CHUNK], after[first : first + _CHUNK]
        if old != new:
            differences += [(first + at, value) for at, value in enumerate(new) if value != old[at]]
    return differences


def _changed_counts(counts: Mapping[str, int], before: VisitLog, after: VisitLog) -> dict[str, int]:
    """Return the new counts of the scenes that were visited, or whose visits were taken back.

    One log mostly continues the other, and only what it continues it with is read.
    """
    ahead, behind = after, before
    entered, taken_back = list[str](), list[str]()
    while ahead is not before and behind is not after:
        if not isinstance(ahead, tuple) and not isinstance(behind, tuple):
            now = visit_counts(after)
            return {scene: now.get(scene, 0) for scene in {*counts, *now} if now.get(scene, 0) != counts.get(scene, 0)}
        if isinstance(ahead, tuple):
            entered.append(ahead[0])
            ahead = ahead[1]
        if isinstance(behind, tuple):
            taken_back.append(behind[0])
            behind = behind[1]
    changed: dict[str, int] = {}
    for scene in entered if ahead is before else taken_back:
        changed[scene] = changed.get(scene, counts.get(scene, 0)) + (1 if ahead is before else -1)
    return changed


def _digest(text: str) -> str:
    return blake2b(text.encode("ascii"), digest_size=8).hexdigest()
