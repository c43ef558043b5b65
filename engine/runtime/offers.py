"""What a list offers at one moment: which choices, in which order, open or locked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.runtime.dice import shuffled_at
from engine.runtime.prepared_choices import PreparedDraw, PreparedList, PreparedPick


class Option(NamedTuple):
    """One choice of a list, on offer or shown locked."""

    choice: int
    """Its place in `Program.choices`."""
    follow: int
    """The address to go on with when its body runs out, or NO_FOLLOW when its own code knows."""
    is_open: bool


def options(offered: PreparedList, cells: Sequence[int], seed: int, draws: int) -> tuple[Option, ...]:
    """Everything a list shows, in order: what is on offer, and what is locked and says why."""
    return tuple(_options(offered, cells, seed, draws))


def _options(offered: PreparedList, cells: Sequence[int], seed: int, draws: int) -> Iterator[Option]:
    for entry in offered.entries:
        if isinstance(entry, PreparedDraw):
            eligible = entry.eligible(cells)
            order = shuffled_at(seed, draws, len(eligible)) if entry.shuffle else range(len(eligible))
            draws += entry.cost(eligible)
            yield from (Option(eligible[at].number, entry.follow, True) for at in order[: entry.limit])
        elif entry.choice.is_open(cells):
            yield Option(entry.choice.number, entry.follow, True)
        elif entry.choice.is_shown_locked and not entry.choice.is_used_up(cells):
            yield Option(entry.choice.number, entry.follow, False)


def find_option(offered: PreparedList, address: str, cells: Sequence[int], seed: int, draws: int) -> Option | None:
    """The choice of this address, if it is on offer; decks are only gone through if it is not written in the list."""
    written = offered.picks.get(address)
    if written is not None:
        return _open_option(written, cells)
    storylets = {
        choice.number: choice
        for entry in offered.entries
        if isinstance(entry, PreparedDraw)
        for choice in entry.choices
    }
    shown = (option for option in options(offered, cells, seed, draws) if option.choice in storylets)
    return next((option for option in shown if storylets[option.choice].address == address), None)


def _open_option(written: PreparedPick, cells: Sequence[int]) -> Option | None:
    return Option(written.choice.number, written.follow, True) if written.choice.is_open(cells) else None
