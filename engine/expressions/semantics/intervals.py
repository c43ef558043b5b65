"""Interval arithmetic: the least and greatest value of a term, from the bounds of the cells that it reads.

The interval over-approximates: it may be wider than the values possible, never narrower, since cells count as
independent of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from engine.expressions.language.terms import Constant, Operation, Operator, Read, Term

Interval = tuple[int, int]
"""The least and the greatest value, both included."""


def interval_of(term: Term, bounds: Callable[[str], Interval]) -> Interval:
    """Return the interval of a term; `bounds` gives that of each symbol it reads."""
    match term:
        case Constant(value):
            return value, value
        case Read(symbol):
            return bounds(symbol)
        case Operation(operator, parts):
            return interval_after(operator, tuple(interval_of(part, bounds) for part in parts))
        case unknown:
            assert_never(unknown)


def interval_after(operator: Operator, parts: Sequence[Interval]) -> Interval:
    """Return the interval of an operation, from those of its parts."""
    return _RULES[operator](parts)


def _sum(parts: Sequence[Interval]) -> Interval:
    (low, high), (other_low, other_high) = parts
    return low + other_low, high + other_high


def _difference(parts: Sequence[Interval]) -> Interval:
    (low, high), (other_low, other_high) = parts
    return low - other_high, high - other_low


def _product(parts: Sequence[Interval]) -> Interval:
    corners = [left * right for left in parts[0] for right in parts[1]]
    return min(corners), max(corners)


def _quotient(parts: Sequence[Interval]) -> Interval:
    """Return the interval of a quotient; the divisor is a constant other than 0."""
    (low, high), (divisor, _) = parts
    ends = (low // divisor, high // divisor)
    return min(ends), max(ends)


def _remainder(parts: Sequence[Interval]) -> Interval:
    (low, high), (divisor, _) = parts
    if low // divisor == high // divisor:
        return low % divisor, high % divisor
    return (0, divisor - 1) if divisor > 0 else (divisor + 1, 0)


def _negation(parts: Sequence[Interval]) -> Interval:
    low, high = parts[0]
    return -high, -low


def _distance(parts: Sequence[Interval]) -> Interval:
    low, high = parts[0]
    nearest = 0 if low <= 0 <= high else min(abs(low), abs(high))
    return nearest, max(abs(low), abs(high))


def _least(parts: Sequence[Interval]) -> Interval:
    return min(low for low, _ in parts), min(high for _, high in parts)


def _greatest(parts: Sequence[Interval]) -> Interval:
    return max(low for low, _ in parts), max(high for _, high in parts)


def _certain(is_always: bool, is_never: bool) -> Interval:
    return (1, 1) if is_always else (0, 0) if is_never else (0, 1)


def _less(parts: Sequence[Interval]) -> Interval:
    (low, high), (other_low, other_high) = parts
    return _certain(high < other_low, low >= other_high)


def _at_most(parts: Sequence[Interval]) -> Interval:
    (low, high), (other_low, other_high) = parts
    return _certain(high <= other_low, low > other_high)


def _equal(parts: Sequence[Interval]) -> Interval:
    (low, high), (other_low, other_high) = parts
    return _certain(low == high == other_low == other_high, high < other_low or other_high < low)


def _opposite(interval: Interval) -> Interval:
    return 1 - interval[1], 1 - interval[0]


def _holds(parts: Sequence[Interval]) -> Interval:
    (low, high), (mask, other_high) = parts
    if low == high and mask == other_high:
        return _certain(low & mask == mask, low & mask != mask)
    return _certain(False, mask > high)


def _members(parts: Sequence[Interval]) -> Interval:
    low, high = parts[0]
    return (low.bit_count(), low.bit_count()) if low == high else (0, high.bit_length())


def _union(parts: Sequence[Interval]) -> Interval:
    (low, high), (other_low, other_high) = parts
    if low == high and other_low == other_high:
        return low | other_low, low | other_low
    return max(low, other_low), (1 << max(high, other_high).bit_length()) - 1


def _set_difference(parts: Sequence[Interval]) -> Interval:
    (low, high), (mask, other_high) = parts
    if low == high and mask == other_high:
        return low & ~mask, low & ~mask
    return 0, high


_RULES: dict[Operator, Callable[[Sequence[Interval]], Interval]] = {
    "+": _sum,
    "-": _difference,
    "*": _product,
    "//": _quotient,
    "%": _remainder,
    "neg": _negation,
    "abs": _distance,
    "min": _least,
    "max": _greatest,
    "<": _less,
    "<=": _at_most,
    ">": lambda parts: _opposite(_at_most(parts)),
    ">=": lambda parts: _opposite(_less(parts)),
    "==": _equal,
    "!=": lambda parts: _opposite(_equal(parts)),
    "and": _least,
    "or": _greatest,
    "not": lambda parts: _opposite(parts[0]),
    "has": _holds,
    "count": _members,
    "join": _union,
    "drop": _set_difference,
}
