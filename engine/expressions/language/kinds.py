"""The kinds a variable can be declared with, and what number holds a value of each."""

from __future__ import annotations

from typing import assert_never

from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A whole number from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class TruthKind:
    """True or false, held as 1 or 0."""


@dataclass(frozen=True, slots=True)
class OneOfKind:
    """One member of a list, held as its index."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyOfKind:
    """Any members of a list, held as a bit mask: the first member is bit 0."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextKind:
    """Free text: shown and saved, never read by a condition."""


Kind = NumberKind | TruthKind | OneOfKind | AnyOfKind | TextKind


def bounds(kind: Kind) -> tuple[int, int]:
    """Return the least and greatest number that holds a value of a kind; (0, 0) for a text, which has none."""
    match kind:
        case NumberKind(low, high):
            return low, high
        case TruthKind():
            return 0, 1
        case OneOfKind(members):
            return 0, len(members) - 1
        case AnyOfKind(members):
            return 0, 2 ** len(members) - 1
        case TextKind():
            return 0, 0
        case unknown:
            assert_never(unknown)
