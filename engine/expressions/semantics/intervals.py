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
    return _RULES[operator](*parts)


def _product(a: Interval, b: Interval) -> Interval:
    corners = [left * right for left in a for right in b]
    return min(corners), max(corners)


def _quotient(a: Interval, b: Interval) -> Interval:
    """Return the interval of a quotient; the divisor is a constant other than 0."""
    ends = (a[0] // b[0], a[1] // b[0])
    return min(ends), max(ends)


def _remainder(a: Interval, b: Interval) -> Interval:
    low, high, divisor = *a, b[0]
    if low // divisor == high // divisor:
        return low % divisor, high % divisor
    return (0, divisor - 1) if divisor > 0 else (divisor + 1, 0)


def _distance(a: Interval) -> Interval:
    ends = (abs(a[0]), abs(a[1]))
    return 0 if a[0] <= 0 <= a[1] else min(ends), max(ends)


def _least(*parts: Interval) -> Interval:
    return min(low for low, _ in parts), min(high for _, high in parts)


def _greatest(*parts: Interval) -> Interval:
    return max(low for low, _ in parts), max(high for _, high in parts)


def _certain(is_always: bool, is_never: bool) -> Interval:
    return (1, 1) if is_always else (0, 0) if is_never else (0, 1)


def _less(a: Interval, b: Interval) -> Interval:
    return _certain(a[1] < b[0], a[0] >= b[1])


def _equal(a: Interval, b: Interval) -> Interval:
    return _certain(a[0] == a[1] == b[0] == b[1], a[1] < b[0] or b[1] < a[0])


def _opposite(a: Interval) -> Interval:
    return 1 - a[1], 1 - a[0]


def _are_constant(*parts: Interval) -> bool:
    return all(low == high for low, high in parts)


def _holds(a: Interval, b: Interval) -> Interval:
    if _are_constant(a, b):
        return _certain(a[0] & b[0] == b[0], a[0] & b[0] != b[0])
    return _certain(False, b[0] > a[1])


def _members(a: Interval) -> Interval:
    return (a[0].bit_count(), a[0].bit_count()) if _are_constant(a) else (0, a[1].bit_length())


def _union(a: Interval, b: Interval) -> Interval:
    if _are_constant(a, b):
        return a[0] | b[0], a[0] | b[0]
    return max(a[0], b[0]), (1 << max(a[1], b[1]).bit_length()) - 1


_RULES: dict[Operator, Callable[..., Interval]] = {
    "+": lambda a, b: (a[0] + b[0], a[1] + b[1]),
    "-": lambda a, b: (a[0] - b[1], a[1] - b[0]),
    "*": _product,
    "//": _quotient,
    "%": _remainder,
    "neg": lambda a: (-a[1], -a[0]),
    "abs": _distance,
    "min": _least,
    "max": _greatest,
    "<": _less,
    "<=": lambda a, b: _opposite(_less(b, a)),
    ">": lambda a, b: _less(b, a),
    ">=": lambda a, b: _opposite(_less(a, b)),
    "==": _equal,
    "!=": lambda a, b: _opposite(_equal(a, b)),
    "and": _least,
    "or": _greatest,
    "not": _opposite,
    "has": _holds,
    "count": _members,
    "join": _union,
    "drop": lambda a, b: (a[0] & ~b[0], a[0] & ~b[0]) if _are_constant(a, b) else (0, a[1]),
}
"""The rule of each operator, over the intervals of its parts."""
