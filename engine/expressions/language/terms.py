"""An expression understood: whole numbers only, names turned into symbols, kinds checked.

Truth is 0 or 1; a member is its index; a set is a bit mask in order of declaration.
A symbol names one cell of the state: `eyes` (a variable), `visits:scene`, `took:scene.outer.inner`, or `turns`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Operator = Literal[
    "+", "-", "*", "//", "%", "neg", "abs", "min", "max",
    "==", "!=", "<", "<=", ">", ">=", "and", "or", "not",
    "has", "count", "join", "drop",
]  # fmt: skip
"""`has(set, mask)` is truth, `count(set)` a number, `join(set, mask)`, `drop(set, mask)` sets; others as in Python."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that is known."""

    value: int


@dataclass(frozen=True, slots=True)
class Read:
    """The number in a cell."""

    symbol: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A number made of others."""

    operator: Operator
    parts: tuple[Term, ...]
    """One for `neg`, `abs`, `not`, `count`; at least one for `min`, `max`, at least two for `and`, `or`; else two."""


Term = Constant | Read | Operation


@dataclass(frozen=True, slots=True)
class Change:
    """Puts a value in a cell, stopping at the ends of its range."""

    symbol: str
    value: Term
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Roll:
    """Puts `first + draw(size)` in a cell, stopping at the ends of its range."""

    symbol: str
    first: int
    size: int
    low: int
    high: int


Statement = Change | Roll
