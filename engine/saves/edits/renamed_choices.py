"""Recognises choices whose labels have changed, by their position in a list and the fingerprint of all the rest."""

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
    """Return the renamed choices of a scene: with the same body, in the same list, between the same neighbours."""
    renames: dict[str, str] = {}
    unpaired = list(after)
    for old in before:
        shifted = [ChoiceFingerprint(new_address(choice.address, renames), choice.body) for choice in old]
        new = _same_list(shifted, unpaired)
        if new is None:
            continue
        unpaired.remove(new)
        pairs = dict(_pair_renames(shifted, new))
        renames |= {
            choice.address: pairs[now.address] for choice, now in zip(old, shifted, strict=True) if now.address in pairs
        }
    return renames


def _same_list(
    old: Sequence[ChoiceFingerprint], lists: list[tuple[ChoiceFingerprint, ...]]
) -> tuple[ChoiceFingerprint, ...] | None:
    """Return the only list that shares most addresses with an old one, or, if none does, the same bodies."""
    addresses = {choice.address for choice in old}
    shared = [(len(addresses & {choice.address for choice in choices}), choices) for choices in lists]
    most = max((count for count, _ in shared), default=0)
    candidates = [choices for count, choices in shared if count == most and (most or _bodies(choices) == _bodies(old))]
    return candidates[0] if len(candidates) == 1 else None


def _bodies(choices: Sequence[ChoiceFingerprint]) -> list[str]:
    return [choice.body for choice in choices]


def _pair_renames(old: Sequence[ChoiceFingerprint], new: Sequence[ChoiceFingerprint]) -> Iterator[tuple[str, str]]:
    common = {choice.address for choice in old} & {choice.address for choice in new}
    gaps_before, gaps_after = _gaps(old, common), _gaps(new, common)
    for gap in gaps_before.keys() & gaps_after.keys():
        yield from _pair_same_bodies(gaps_before[gap], gaps_after[gap])


def _gaps(choices: Sequence[ChoiceFingerprint], common: set[str]) -> dict[tuple[str, str], list[ChoiceFingerprint]]:
    """Group the choices that are not common to both lists by the common ones on either side of them."""
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
        were, are = ([choice for choice in side if choice.body == body] for side in (old, new))
        if len(were) == len(are) and (len(were) == 1 or len(old) == len(new)):
            yield from ((was.address, now.address) for was, now in zip(were, are, strict=True))
