"""Choices that only changed their labels, known again by their place in a list and by all the rest of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from engine.runtime.journal import Move, PickedChoice
from engine.saves.format.choice_fingerprints import ChoiceFingerprint, Lists

Renames = Mapping[str, str]
"""From an address as it was to the address as it is."""


def new_address(address: str, renames: Renames) -> str:
    """An address as it is now; one inside the body of a renamed choice has changed with it."""
    if address in renames:
        return renames[address]
    outer, dot, last = address.rpartition(".")
    return f"{new_address(outer, renames)}.{last}" if dot and "." in outer else address


def new_move(move: Move, renames: Renames) -> Move:
    """A move by the names its story has now."""
    return PickedChoice(new_address(move.address, renames)) if isinstance(move, PickedChoice) else move


def find_renames(before: Lists, after: Lists) -> dict[str, str]:
    """The choices of a scene that were renamed in place: the same list, between the same neighbours, the same body."""
    renames: dict[str, str] = {}
    unpaired = list(after)
    for old in before:
        shifted = [ChoiceFingerprint(new_address(choice.address, renames), choice.body) for choice in old]
        new = _same_list(shifted, unpaired)
        if new is None:
            continue
        unpaired.remove(new)
        found = dict(_in_place(shifted, new))
        renames |= {
            choice.address: found[now.address] for choice, now in zip(old, shifted, strict=True) if now.address in found
        }
    return renames


def _same_list(
    old: Sequence[ChoiceFingerprint], lists: list[tuple[ChoiceFingerprint, ...]]
) -> tuple[ChoiceFingerprint, ...] | None:
    """The one list that shares most addresses; if none shares any, the one list with just the same bodies."""
    wanted = {choice.address for choice in old}
    shared = [(len(wanted & {choice.address for choice in one}), one) for one in lists]
    most = max((count for count, _ in shared), default=0)
    alike = [one for count, one in shared if count == most and (most or _bodies(one) == _bodies(old))]
    return alike[0] if len(alike) == 1 else None


def _bodies(choices: Sequence[ChoiceFingerprint]) -> list[str]:
    return [choice.body for choice in choices]


def _in_place(old: Sequence[ChoiceFingerprint], new: Sequence[ChoiceFingerprint]) -> Iterator[tuple[str, str]]:
    kept = {choice.address for choice in old} & {choice.address for choice in new}
    gaps_before, gaps_after = _gaps(old, kept), _gaps(new, kept)
    for gap in gaps_before.keys() & gaps_after.keys():
        yield from _alike(gaps_before[gap], gaps_after[gap])


def _gaps(choices: Sequence[ChoiceFingerprint], kept: set[str]) -> dict[tuple[str, str], list[ChoiceFingerprint]]:
    """The choices that are not kept, by the kept ones on either side of them."""
    gaps: dict[tuple[str, str], list[ChoiceFingerprint]] = {}
    before, waiting = "", list[ChoiceFingerprint]()
    for is_kept, run in groupby(choices, lambda choice: choice.address in kept):
        group = list(run)
        if is_kept:
            if waiting:
                gaps[before, group[0].address] = waiting
            before, waiting = group[-1].address, []
        else:
            waiting = group
    if waiting:
        gaps[before, ""] = waiting
    return gaps


def _alike(old: list[ChoiceFingerprint], new: list[ChoiceFingerprint]) -> Iterator[tuple[str, str]]:
    """Pairs with one body, where there is no doubt which is which: only one each, or as many in the same order."""
    for body in dict.fromkeys(_bodies(old)):
        were, are = ([choice for choice in side if choice.body == body] for side in (old, new))
        if len(were) == len(are) and (len(were) == 1 or len(old) == len(new)):
            yield from ((was.address, now.address) for was, now in zip(were, are, strict=True))
