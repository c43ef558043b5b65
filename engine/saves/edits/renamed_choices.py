"""Recognises choices with a new label by their position in a list and the fingerprint of their bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from engine.runtime.journal import Move, PickedChoice
from engine.saves.format.choice_fingerprints import ChoiceFingerprint, Lists

Renames = Mapping[str, str]
"""From an old address to the new one."""


def new_address(address: str, renames: Renames) -> str:
    """Return the new address for an old one; an address inside the body of a renamed choice changes with it."""
    if address in renames:
        return renames[address]
    outer, dot, last = address.rpartition(".")
    return f"{new_address(outer, renames)}.{last}" if dot and "." in outer else address


def new_move(move: Move, renames: Renames) -> Move:
    """Return a move with the new address of its choice."""
    return PickedChoice(new_address(move.address, renames)) if isinstance(move, PickedChoice) else move


def find_renames(before: Lists, after: Lists) -> dict[str, str]:
    """Pair old and new addresses of choices with the same body, in the same list, between the same neighbours."""
    renames: dict[str, str] = {}
    unpaired = list(after)
    for old in before:
        updated = [ChoiceFingerprint(new_address(choice.address, renames), choice.body) for choice in old]
        new = _same_list(updated, unpaired)
        if new is None:
            continue
        unpaired.remove(new)
        new_addresses = dict(_pair_renames(updated, new))
        renames |= {
            choice.address: new_addresses[current.address]
            for choice, current in zip(old, updated, strict=True)
            if current.address in new_addresses
        }
    return renames


def _same_list(
    old: Sequence[ChoiceFingerprint], lists: list[tuple[ChoiceFingerprint, ...]]
) -> tuple[ChoiceFingerprint, ...] | None:
    """Return the only list with most of an old one's addresses or, if none has any of them, with the same bodies."""
    addresses = {choice.address for choice in old}
    shared = [(len(addresses & {choice.address for choice in choices}), choices) for choices in lists]
    most = max((count for count, _ in shared), default=0)
    candidates = [choices for count, choices in shared if count == most and (most or _bodies(choices) == _bodies(old))]
    return candidates[0] if len(candidates) == 1 else None


def _bodies(choices: Sequence[ChoiceFingerprint]) -> list[str]:
    return [choice.body for choice in choices]


def _pair_renames(old: Sequence[ChoiceFingerprint], new: Sequence[ChoiceFingerprint]) -> Iterator[tuple[str, str]]:
    """Yield the old and new address of each renamed choice of a list."""
    common = {choice.address for choice in old} & {choice.address for choice in new}
    gaps_before, gaps_after = _gaps(old, common), _gaps(new, common)
    for gap in gaps_before.keys() & gaps_after.keys():
        yield from _pair_same_bodies(gaps_before[gap], gaps_after[gap])


def _gaps(choices: Sequence[ChoiceFingerprint], common: set[str]) -> dict[tuple[str, str], list[ChoiceFingerprint]]:
    """Group the choices that only one list has by their neighbours on both sides that both lists have."""
    gaps: dict[tuple[str, str], list[ChoiceFingerprint]] = {}
    before, waiting = "", list[ChoiceFingerprint]()
    for is_kept, run in groupby(choices, lambda choice: choice.address in common):
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


def _pair_same_bodies(old: list[ChoiceFingerprint], new: list[ChoiceFingerprint]) -> Iterator[tuple[str, str]]:
    """Yield pairs of old and new choices with the same body, where the pairing is certain.

    It is certain if there is only one on each side, or equally many in the same order.
    """
    for body in dict.fromkeys(_bodies(old)):
        old_choices, new_choices = ([choice for choice in side if choice.body == body] for side in (old, new))
        if len(old_choices) == len(new_choices) and (len(old_choices) == 1 or len(old) == len(new)):
            yield from ((was.address, now.address) for was, now in zip(old_choices, new_choices, strict=True))
