"""What a list offers at one moment: which choices, in which order, open or locked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.program.model import DrawFrom, Offer, Pick
from engine.runtime.dice import shuffled_at
from engine.runtime.link import Machine

NO_FOLLOW = -1


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list, on offer or shown locked."""

    choice: int
    """Its place in `Program.choices`."""
    follow: int
    """The address to go on with when its body runs out, or NO_FOLLOW when its own code knows."""
    is_open: bool


def is_open(machine: Machine, choice: int, cells: Sequence[int]) -> bool:
    """The choice can be picked: its guard holds, and it is not used up."""
    guard = machine.guard(choice)
    if guard is not None and not guard(cells):
        return False
    return not is_used_up(machine, choice, cells)


def is_used_up(machine: Machine, choice: int, cells: Sequence[int]) -> bool:
    """A `once` choice that was picked before."""
    written = machine.program.choices[choice]
    return written.once and bool(cells[machine.index[f"took:{written.address}"]])


def options(machine: Machine, offer: Offer, cells: Sequence[int], seed: int, draws: int) -> tuple[Option, ...]:
    """Everything a list shows, in order: what is on offer, and what is locked and says why."""
    return tuple(_options(machine, offer, cells, seed, draws))


def _options(machine: Machine, offer: Offer, cells: Sequence[int], seed: int, draws: int) -> Iterator[Option]:
    for entry in offer.entries:
        if isinstance(entry, Pick):
            yield from _pick(machine, entry, offer.after, cells)
        else:
            drawn = eligible(machine, entry, cells)
            order = shuffled_at(seed, draws, len(drawn)) if entry.shuffle else range(len(drawn))
            draws += shuffle_cost(entry, drawn)
            yield from (Option(drawn[at], offer.after, True) for at in list(order)[: entry.limit])


def _pick(machine: Machine, entry: Pick, after: int, cells: Sequence[int]) -> Iterator[Option]:
    follow = after if entry.follows else NO_FOLLOW
    if is_open(machine, entry.choice, cells):
        yield Option(entry.choice, follow, True)
    elif machine.program.choices[entry.choice].locked and not is_used_up(machine, entry.choice, cells):
        yield Option(entry.choice, follow, False)


def eligible(machine: Machine, entry: DrawFrom, cells: Sequence[int]) -> tuple[int, ...]:
    """The storylets of a deck that could be drawn now, highest priority first."""
    return tuple(choice for choice in entry.choices if is_open(machine, choice, cells))


def shuffle_cost(entry: DrawFrom, drawn: Sequence[int]) -> int:
    """How many numbers a draw uses up."""
    return max(len(drawn) - 1, 0) if entry.shuffle else 0


def draws_used(machine: Machine, offer: Offer, cells: Sequence[int]) -> int:
    """How many numbers showing a list uses up; they are counted when a choice is picked from it."""
    return sum(
        shuffle_cost(entry, eligible(machine, entry, cells))
        for entry in offer.entries
        if isinstance(entry, DrawFrom) and entry.shuffle
    )


def has_any(machine: Machine, offer: Offer, cells: Sequence[int]) -> bool:
    """Something is on offer."""
    for entry in offer.entries:
        if isinstance(entry, Pick):
            if is_open(machine, entry.choice, cells):
                return True
        elif entry.limit > 0 and eligible(machine, entry, cells):
            return True
    return False
