"""Lays out the JSON of the snapshots of a program: what its objects and lists can have, in the order of their names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from engine.expressions.language.kinds import Kind
from engine.program.memo import once_per_program
from engine.program.model import Program
from engine.program.stack_frame import StackFrame
from engine.records import NamedTuple, dataclass, field
from engine.runtime.turn import machine_of
from engine.saves.format.cell_names import cell_names, value_of
from engine.saves.format.json_lines import json_line
from engine.saves.format.snapshot_json import location_object
from engine.saves.format.stable_locations import StableLocation, StableLocations, stable_locations

canonical_json = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode
SETS = ("took", "rules")
_BLOCK = 64
"""Members of a part whose text is kept as one."""


class Part:
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


class Member(NamedTuple):
    """What can be in an object or a list of the JSON."""

    part: str
    place: int
    """Its place among all that can be there, which are sorted by name."""
    name: str
    key: str
    """The name as canonical JSON."""
    line: str
    """The name as JSON in a save."""
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
        if self.part in SETS:
            return f",{self.key}"
        return f",{self.key}:{value if type(value) is int else canonical_json(value)}"


Change = tuple[Member, Any]
"""A member and its new value; None for one that is gone."""


class Place(NamedTuple):
    """A location in the JSON."""

    scene: str
    text: str
    """As canonical JSON."""
    line: str
    """As JSON in a save."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The members of the snapshots of one program."""

    counts: Mapping[str, int]
    """How many each part can have; the parts in the order of a snapshot."""
    cells: Mapping[int, Member]
    texts: Mapping[int, Member]
    scenes: Mapping[str, int]
    """The place of each scene among the visits."""
    locations: StableLocations
    visits: dict[str, Member] = field(default_factory=dict)
    """Those of the scenes visited so far."""
    points: dict[int, Place] = field(default_factory=dict)
    """Where a game has rested so far, by address."""
    frames: dict[StackFrame, Place] = field(default_factory=dict)
    """Where a game was to return to so far."""

    def visit(self, scene: str) -> Member:
        if scene not in self.visits:
            self.visits[scene] = _member("visits", self.scenes[scene], scene)
        return self.visits[scene]

    def point(self, address: int) -> Place:
        if address not in self.points:
            self.points[address] = _place_of(self.locations.point(address))
        return self.points[address]

    def frame(self, frame: StackFrame) -> Place:
        if frame not in self.frames:
            self.frames[frame] = _place_of(self.locations.frame(frame))
        return self.frames[frame]


@once_per_program
def snapshot_layout(program: Program) -> Layout:
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
    texts = {index: variables[name] for name, index in names.texts}
    return Layout(counts, cells, texts, scenes, stable_locations(program))


def _members(part: str, names: Iterable[str], kinds: Mapping[str, Kind]) -> dict[str, Member]:
    return {name: _member(part, place, name, kinds.get(name)) for place, name in enumerate(sorted(names))}


def _member(part: str, place: int, name: str, kind: Kind | None = None) -> Member:
    return Member(part, place, name, canonical_json(name), json_line(name), kind)


def _place_of(location: StableLocation) -> Place:
    place = location_object(location)
    return Place(location.scene, canonical_json(place), json_line(place))


def change_text(part: str, changes: list[Change]) -> str:
    """Return what is new in a part as JSON, sorted by name; in a mapping, what is gone comes first."""
    changes.sort(key=lambda change: change[0].name)
    removals = [member.line for member, value in changes if value is None]
    if part in SETS:
        additions = [member.line for member, value in changes if value is not None]
        return f'{{"+":[{",".join(additions)}],"-":[{",".join(removals)}]}}'
    items = [f"{line}:null" for line in removals]
    items += [f"{member.line}:{json_of(value)}" for member, value in changes if value is not None]
    return f"{{{','.join(items)}}}"


def json_of(value: Any) -> str:
    return str(value) if type(value) is int else json_line(value)
