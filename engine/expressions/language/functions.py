"""The functions that an expression may call, and what each takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FunctionName = Literal["seen", "visits", "took", "turns", "count", "min", "max", "abs", "random"]
Takes = Literal["scene", "choice", "set", "numbers", "nothing"]


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the language."""

    name: FunctionName
    takes: Takes
    least: int
    most: int
    usage: str
    """An example, for messages."""


FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        Function("seen", "scene", 1, 1, "seen(scene)"),
        Function("visits", "scene", 1, 1, "visits(scene)"),
        Function("took", "choice", 1, 1, "took(choice)"),
        Function("turns", "nothing", 0, 0, "turns()"),
        Function("count", "set", 1, 1, "count(set)"),
        Function("min", "numbers", 2, 99, "min(a, b)"),
        Function("max", "numbers", 2, 99, "max(a, b)"),
        Function("abs", "numbers", 1, 1, "abs(a)"),
        Function("random", "numbers", 2, 2, "random(1, 6)"),
    )
}

REFERRING = frozenset(name for name, function in FUNCTIONS.items() if function.takes in {"scene", "choice"})
"""Functions whose argument is the name of a scene or choice, not a value."""
