"""Names locations of a program without addresses: where a game rests, or where a call or a borrowed list returns to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from engine.program import model
from engine.program.memo import once_per_program
from engine.program.stack_frame import StackFrame, call_frame, follow_frame, is_call, return_address
from engine.records import dataclass, field
from engine.runtime.turn import machine_of

LocationKind = Literal["list", "ask", "ending", "end", "after-list", "after-call"]
LocationUse = Literal["rest", "after-list", "after-call"]
NO_ADDRESS = -1


@dataclass(frozen=True, slots=True)
class StableLocation:
    """One location of a scene, named by what can be picked, asked or called there, never by a line or an address."""

    scene: str
    kind: LocationKind
    names: tuple[str, ...]
    """The addresses of a list's choices, and its decks as `draw:DECK`; the variable asked for; the scene called."""
    index: int
    count: int
    """How many locations of the scene have the same kind and names; `index` counts them from 0."""


@dataclass(slots=True)
class StableLocations:
    """The locations of one program, computed scene by scene when first needed."""

    program: model.Program
    locations: dict[tuple[LocationUse, int], StableLocation] = field(default_factory=dict)
    """A location by its use and address, as a call may return to the same list where a game rests."""
    addresses: dict[StableLocation, int] = field(default_factory=dict)
    _surveyed: set[str] = field(default_factory=set)

    def point(self, address: int) -> StableLocation:
        """Return the location where a state rests."""
        return self._location("rest", address)

    def frame(self, frame: StackFrame) -> StableLocation:
        """Return the location to which a stack frame returns."""
        return self._location("after-call" if is_call(frame) else "after-list", return_address(frame))

    def within(self, scene: model.Scene) -> list[StableLocation]:
        """Return every location of a scene, in the order of its code."""
        self._survey(scene)
        return [location for location in self.addresses if location.scene == scene.id]

    def address(self, location: StableLocation) -> int | None:
        """Return the address of a location in this program, if it exists with exactly these names."""
        at = machine_of(self.program).scenes.get(location.scene)
        if at is None:
            return None
        self._survey(self.program.scenes[at])
        return self.addresses.get(location)

    def _location(self, use: LocationUse, address: int) -> StableLocation:
        if (use, address) not in self.locations:
            self._survey(machine_of(self.program).scene_at(address))
        return self.locations[use, address]

    def _survey(self, scene: model.Scene) -> None:
        """Compute the locations of a scene, unless that has been done."""
        if scene.id in self._surveyed:
            return
        self._surveyed.add(scene.id)
        addresses_of: dict[tuple[LocationKind, tuple[str, ...]], list[int]] = {}
        for kind, names, address in _scene_locations(self.program, scene):
            addresses_of.setdefault((kind, names), []).append(address)
        for (kind, names), addresses in addresses_of.items():
            for index, address in enumerate(addresses):
                location = StableLocation(scene.id, kind, names, index, len(addresses))
                self.locations[_use_of(kind), address] = location
                self.addresses[location] = address


@once_per_program
def stable_locations(program: model.Program) -> StableLocations:
    """Return the locations of a program."""
    return StableLocations(program)


def frame_to(location: StableLocation, address: int) -> StackFrame:
    """Return the stack frame that returns to a location at an address of the program."""
    return call_frame(address) if location.kind == "after-call" else follow_frame(address)


def _use_of(kind: LocationKind) -> LocationUse:
    """Return what a location of a kind is for: to rest there, or to return there."""
    return kind if kind == "after-list" or kind == "after-call" else "rest"


def _entry_name(program: model.Program, entry: model.Pick | model.DrawFrom) -> str:
    return program.choices[entry.choice].address if isinstance(entry, model.Pick) else f"draw:{entry.deck}"


def _scene_locations(program: model.Program, scene: model.Scene) -> Iterator[tuple[LocationKind, tuple[str, ...], int]]:
    """Yield the kind, the names and the address of each location of a scene."""
    follows: dict[int, tuple[str, ...]] = {}
    for address in range(scene.start, scene.end):
        match program.code[address]:
            case model.Offer(after=after) as offer:
                names = tuple(_entry_name(program, entry) for entry in offer.entries)
                yield "list", names, address
                if after != NO_ADDRESS:
                    follows[after] = (*follows.get(after, ()), *names)
            case model.Ask(symbol):
                yield "ask", (symbol,), address
            case model.End():
                yield "ending", (), address
            case model.Return() | model.Back():
                yield "end", (), address
            case model.Call(called):
                yield "after-call", (called,), address + 1
            case (
                model.EnterScene() | model.Say() | model.Set() | model.Branch()
                | model.Jump() | model.Go() | model.Random() | model.CheckRules()
            ):  # fmt: skip
                pass
            case unknown:
                assert_never(unknown)
    for after, names in follows.items():
        yield "after-list", names, after
