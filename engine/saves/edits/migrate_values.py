"""Migrates a snapshot to an edited story: values and counts by name, and the location where the game can continue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.program.model import Offer, Program
from engine.program.stack_frame import StackFrame
from engine.records import dataclass, replace
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
    """The values of a snapshot in the cells and texts of a program."""

    cells: tuple[int, ...]
    texts: tuple[str, ...]
    visits: dict[str, int]
    messages: tuple[str, ...]
    """A sentence for each value that was changed."""


def migrate_values(program: Program, document: SaveDocument, renames: Renames) -> MigratedValues:
    """Return a snapshot's values in a program; what is new has its first value, what does not fit is changed to fit."""
    names, snapshot = cell_names(program), document.snapshot
    cells, messages = [cell.start for cell in program.cells], list[str]()
    cells[0] = snapshot.turns
    for name, at, kind in names.variables:
        if name in snapshot.variables:
            cells[at] = _fit_value(kind, snapshot.variables[name], cells[at])
            before, now = snapshot.variables[name], value_of(kind, cells[at])
            if now != before:
                messages.append(f"`{name}` was {_value_text(before)} and is {_value_text(now)}")
    scenes = machine_of(program).scenes
    visits = {scene: count for scene, count in snapshot.visits.items() if scene in scenes}
    for scene, at in names.visits.items():
        cells[at] = visits.get(scene, 0)
    for address in _picked_addresses(document, renames):
        if address in names.took:
            cells[names.took[address]] = 1
    for rule in filter(None, (_find_rule(name, names.rules) for name in snapshot.rules)):
        cells[rule] = 1
    texts = (snapshot.variables.get(text.symbol, text.start) for text in program.texts)
    answers = tuple(text if isinstance(text, str) else "" for text in texts)
    return MigratedValues(tuple(cells), answers, visits, tuple(messages))


def new_location(program: Program, place: StableLocation, renames: Renames) -> int | None:
    """Return the address of a location in an edited program, or None if it is gone or ambiguous."""
    names = tuple(name if name.startswith("draw:") else new_address(name, renames) for name in place.names)
    exact = stable_locations(program).address(replace(place, names=names))
    if exact is not None or place.kind not in ("list", "after-list") or place.count > 1:
        return exact
    scenes = machine_of(program).scenes
    if place.scene not in scenes:
        return None
    locations = stable_locations(program).within(program.scenes[scenes[place.scene]])
    shared = [
        (len(set(names) & set(location.names)), location) for location in locations if location.kind == place.kind
    ]
    most = max((count for count, _ in shared), default=0)
    closest = [location for count, location in shared if count == most]
    return (
        stable_locations(program).address(closest[0]) if most and len(closest) == 1 and closest[0].count == 1 else None
    )


def new_frames(program: Program, stack: Iterable[StableLocation], renames: Renames) -> Iterator[StackFrame | None]:
    """Yield the stack's frames in an edited program, None for each that is gone."""
    for place in stack:
        address = new_location(program, place, renames)
        yield None if address is None else frame_to(place, address)


def is_without_choices(program: Program, state: State) -> bool:
    """Return whether a state is at a list that offers nothing open."""
    return isinstance(program.code[state.point], Offer) and not any(
        option.is_open for option in options_of(program, state)
    )


def migrated_state(point: int, stack: tuple[StackFrame, ...], values: MigratedValues, snapshot: Snapshot) -> State:
    seed, draws, pending = snapshot.seed, snapshot.draws, snapshot.rules_pending
    return State(point, stack, values.cells, values.texts, seed, draws, pending, values.visits)


def _fit_value(kind: Kind, value: Value, otherwise: int) -> int:
    """Return the number that stands for a value, the nearest possible one, or `otherwise` where none is near."""
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


def _picked_addresses(document: SaveDocument, renames: Renames) -> Iterator[str]:
    """Yield the addresses of picked choices, from the flags of the snapshot and from the journal."""
    for address in document.snapshot.took:
        yield new_address(address, renames)
    for entry in (*document.earlier, *document.journal):
        if isinstance(entry.move, PickedChoice):
            yield new_address(entry.move.address, renames)


def _find_rule(name: str, rules: dict[str, int]) -> int | None:
    """Return the cell of the rule with a name, or else of the only rule that leads to the same scene."""
    scene = name.partition(":")[0]
    same_target = [at for other, at in rules.items() if other.partition(":")[0] == scene]
    return rules.get(name, same_target[0] if len(same_target) == 1 else None)


def _value_text(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)
