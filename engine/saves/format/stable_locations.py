"""Names the locations of a program without addresses: where a game rests, or a call or borrowed list returns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, assert_never

from engine.program.memo import once_per_program
from engine.program.model import (
    Ask,
    Back,
    Branch,
    Call,
    CheckRules,
    DrawFrom,
    End,
    EnterScene,
    Go,
    Jump,
    Offer,
    Pick,
    Program,
    Random,
    Return,
    Say,
    Scene,
    Set,
)
from engine.program.stack_frame import StackFrame, call_frame, follow_frame, is_call, return_address
from engine.runtime.turn import machine_of

Rest = Literal["list", "ask", "ending", "end", "after-list", "after-call"]
Lead = Literal["rest", "after-list", "after-call"]
NO_ADDRESS = -1


@dataclass(frozen=True, slots=True)
class StableLocation:
    """One location of a scene, named by what can be picked, asked or called there, never by a line or an address."""

    scene: str
    rest: Rest
    names: tuple[str, ...]
    """The addresses of a list's choices, and its decks as `draw:DECK`; the variable asked for; the scene called."""
    nth: int
    many: int
    """It is the nth, from 0, of `many` locations of the scene with the same names."""


@dataclass(slots=True)
class StableLocations:
    """The locations of one program, computed scene by scene when first needed."""

    program: Program
    names: dict[tuple[Lead, int], StableLocation] = field(default_factory=dict)
    """A location by its use and address: a call may return to the very list where a game rests."""
    addresses: dict[StableLocation, int] = field(default_factory=dict)
    _surveyed: set[str] = field(default_factory=set)

    def point(self, address: int) -> StableLocation:
        """Return the location where a state rests."""
        return self._place("rest", address)

    def frame(self, frame: StackFrame) -> StableLocation:
        """Return the location to which a stack frame returns."""
        return self._place("after-call" if is_call(frame) else "after-list", return_address(frame))

    def within(self, scene: Scene) -> list[StableLocation]:
        """Return every location of a scene, in the order of its code."""
        self._survey(scene)
        return [place for place in self.addresses if place.scene == scene.id]

    def address(self, place: StableLocation) -> int | None:
        """Return the address of a location in this program, if it exists with exactly these names."""
        at = machine_of(self.program).scenes.get(place.scene)
        if at is None:
            return None
        self._survey(self.program.scenes[at])
        return self.addresses.get(place)

    def _place(self, lead: Lead, address: int) -> StableLocation:
        if (lead, address) not in self.names:
            self._survey(machine_of(self.program).scene_at(address))
        return self.names[lead, address]

    def _survey(self, scene: Scene) -> None:
        if scene.id in self._surveyed:
            return
        self._surveyed.add(scene.id)
        addresses_of: dict[tuple[Rest, tuple[str, ...]], list[int]] = {}
        for rest, names, address in _scene_locations(self.program, scene):
            addresses_of.setdefault((rest, names), []).append(address)
        for (rest, names), addresses in addresses_of.items():
            for nth, address in enumerate(addresses):
                place = StableLocation(scene.id, rest, names, nth, len(addresses))
                self.names[_lead(rest), address] = place
                self.addresses[place] = address


@once_per_program
def stable_locations(program: Program) -> StableLocations:
    """Return the locations of a program."""
    return StableLocations(program)


def frame_to(place: StableLocation, address: int) -> StackFrame:
    """Return the stack frame that returns to a location at an address of the program."""
    return call_frame(address) if place.rest == "after-call" else follow_frame(address)


def _lead(rest: Rest) -> Lead:
    return rest if rest == "after-list" or rest == "after-call" else "rest"


def list_names(program: Program, offer: Offer) -> tuple[str, ...]:
    """Return the names of what a list offers."""
    return tuple(_entry_name(program, entry) for entry in offer.entries)


def _entry_name(program: Program, entry: Pick | DrawFrom) -> str:
    return program.choices[entry.choice].address if isinstance(entry, Pick) else f"draw:{entry.deck}"


def _scene_locations(program: Program, scene: Scene) -> Iterator[tuple[Rest, tuple[str, ...], int]]:
    follows: dict[int, tuple[str, ...]] = {}
    for address in range(scene.start, scene.end):
        match program.code[address]:
            case Offer(after=after) as offer:
                names = list_names(program, offer)
                yield "list", names, address
                if after != NO_ADDRESS:
                    follows[after] = (*follows.get(after, ()), *names)
            case Ask(symbol):
                yield "ask", (symbol,), address
            case End():
                yield "ending", (), address
            case Return() | Back():
                yield "end", (), address
            case Call(called):
                yield "after-call", (called,), address + 1
            case EnterScene() | Say() | Set() | Branch() | Jump() | Go() | Random() | CheckRules():
                pass
            case unknown:
                assert_never(unknown)
    for after, names in follows.items():
        yield "after-list", names, after
