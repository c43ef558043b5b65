"""A snapshot carried over into an edited story: values and counts by name, and the place it can go on from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.program.model import Offer, Program
from engine.program.stack_frame import StackFrame
from engine.runtime.journal import PickedChoice
from engine.runtime.state import State
from engine.runtime.turn import machine_of, options_of
from engine.saves.edits.renamed_choices import Renames, new_address
from engine.saves.format.cell_names import Value, cell_names, number_of, value_of
from engine.saves.format.document import SaveDocument
from engine.saves.format.snapshot import Snapshot
from engine.saves.format.stable_locations import StableLocation, frame_to, stable_locations


@dataclass(frozen=True, slots=True)
class MigratedValues:
    """A snapshot's values in a program's cells."""

    cells: tuple[int, ...]
    texts: tuple[str, ...]
    messages: tuple[str, ...]
    """The values that could not stay what they were."""


def migrate_values(program: Program, document: SaveDocument, renames: Renames) -> MigratedValues:
    """All of a snapshot but its place; what is new has its first value, what does not fit is made to, and told."""
    names, snapshot = cell_names(program), document.snapshot
    cells, told = [cell.start for cell in program.cells], list[str]()
    cells[0] = snapshot.turns
    for name, at, kind in names.variables:
        if name in snapshot.variables:
            cells[at] = _fitted(kind, snapshot.variables[name], cells[at])
            if value_of(kind, cells[at]) != snapshot.variables[name]:
                told.append(f"`{name}` was {_said(snapshot.variables[name])} and is {_said(value_of(kind, cells[at]))}")
    for scene, count in snapshot.visits.items():
        if scene in names.visits:
            cells[names.visits[scene]] = count
    for address in _taken(document, renames):
        if address in names.took:
            cells[names.took[address]] = 1
    for rule in filter(None, (_rule(name, names.rules) for name in snapshot.rules)):
        cells[rule] = 1
    texts = (snapshot.variables.get(text.symbol, text.start) for text in program.texts)
    return MigratedValues(tuple(cells), tuple(text if isinstance(text, str) else "" for text in texts), tuple(told))


def new_location(program: Program, place: StableLocation, renames: Renames) -> int | None:
    """Where a place is in an edited program, or None if it is gone or more than one place could be meant."""
    names = tuple(name if name.startswith("draw:") else new_address(name, renames) for name in place.names)
    exact = stable_locations(program).address(replace(place, names=names))
    if exact is not None or place.rest not in ("list", "after-list") or place.many > 1:
        return exact
    scenes = machine_of(program).scenes
    if place.scene not in scenes:
        return None
    known = stable_locations(program).within(program.scenes[scenes[place.scene]])
    shared = [(len(set(names) & set(one.names)), one) for one in known if one.rest == place.rest]
    most = max((count for count, _ in shared), default=0)
    closest = [one for count, one in shared if count == most]
    return (
        stable_locations(program).address(closest[0]) if most and len(closest) == 1 and closest[0].many == 1 else None
    )


def new_frames(program: Program, stack: Iterable[StableLocation], renames: Renames) -> Iterator[StackFrame | None]:
    """The stack's frames in an edited program, None for each that is gone."""
    for place in stack:
        address = new_location(program, place, renames)
        yield None if address is None else frame_to(place, address)


def is_without_choices(program: Program, state: State) -> bool:
    """The list it rests at offers nothing now."""
    return isinstance(program.code[state.point], Offer) and not any(one.is_open for one in options_of(program, state))


def migrated_state(point: int, stack: tuple[StackFrame, ...], values: MigratedValues, snapshot: Snapshot) -> State:
    return State(point, stack, values.cells, values.texts, snapshot.seed, snapshot.draws, snapshot.looking)


def _fitted(kind: Kind, value: Value, otherwise: int) -> int:
    """The number that keeps a value, or the nearest there is; the variable's first value where none is near."""
    number = number_of(kind, value)
    if number is not None:
        return number
    match kind:
        case NumberKind(low, high):
            if isinstance(value, int) and not isinstance(value, bool):
                return min(max(value, low), high)
            return otherwise
        case AnyOfKind(members):
            if isinstance(value, tuple):
                return number_of(kind, tuple(member for member in value if member in members)) or 0
            return otherwise
        case TruthKind() | OneOfKind() | TextKind():
            return otherwise
        case unknown:
            assert_never(unknown)


def _taken(document: SaveDocument, renames: Renames) -> Iterator[str]:
    """The choices picked: those the story remembered, and those it has begun to remember since."""
    for address in document.snapshot.took:
        yield new_address(address, renames)
    for entry in (*document.earlier, *document.journal):
        if isinstance(entry.move, PickedChoice):
            yield new_address(entry.move.address, renames)


def _rule(name: str, rules: dict[str, int]) -> int | None:
    """The rule of a name, or the only one that goes where that one went."""
    scene = name.partition(":")[0]
    alike = [at for other, at in rules.items() if other.partition(":")[0] == scene]
    return rules.get(name, alike[0] if len(alike) == 1 else None)


def _said(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)
