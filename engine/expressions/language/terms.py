"""Terms: expressions over whole numbers, with names replaced by symbols and kinds checked.

Truth is 0 or 1; a member is its index; a set is a bit mask in order of declaration. A symbol names one cell of the
state, as spelled in `symbols`.
"""

from __future__ import annotations

from typing import Literal

from engine.records import dataclass

Operator = Literal[
    "+", "-", "*", "//", "%", "neg", "abs", "min", "max",
    "==", "!=", "<", "<=", ">", ">=", "and", "or", "not",
    "has", "count", "join", "drop",
]  # fmt: skip
"""`has(set, mask)` is truth, `count(set)` a number, `join(set, mask)`, `drop(set, mask)` sets; others as in Python."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number written out."""

    value: int


@dataclass(frozen=True, slots=True)
class Read:
    """The number that a cell holds."""

    symbol: str


@dataclass(frozen=True, slots=True)
class Operation:
    """The result of an operator."""

    operator: Operator
    parts: tuple[Term, ...]
    """One for `neg`, `abs`, `not`, `count`; at least one for `min`, `max`, at least two for `and`, `or`; else two."""


Term = Constant | Read | Operation


@dataclass(frozen=True, slots=True)
class Change:
    """Put a value in a cell, clamped to the range of the cell."""

    symbol: str
    value: Term
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Roll:
    """Put `first + draw(size)` in a cell, clamped to the range of the cell."""

    symbol: str
    first: int
    size: int
    low: int
    high: int


Statement = Change | Roll
