"""Fold the constants of terms, and compile terms to functions of the cells of a state.

The most frequent shapes of guards cost one closure each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from engine.expressions.language.terms import Constant, Operation, Operator, Read, Term

Values = Sequence[int]

MEANING: dict[Operator, Callable[[Values], int]] = {
    "+": lambda parts: parts[0] + parts[1],
    "-": lambda parts: parts[0] - parts[1],
    "*": lambda parts: parts[0] * parts[1],
    "//": lambda parts: parts[0] // parts[1],
    "%": lambda parts: parts[0] % parts[1],
    "neg": lambda parts: -parts[0],
    "abs": lambda parts: abs(parts[0]),
    "min": min,
    "max": max,
    "==": lambda parts: int(parts[0] == parts[1]),
    "!=": lambda parts: int(parts[0] != parts[1]),
    "<": lambda parts: int(parts[0] < parts[1]),
    "<=": lambda parts: int(parts[0] <= parts[1]),
    ">": lambda parts: int(parts[0] > parts[1]),
    ">=": lambda parts: int(parts[0] >= parts[1]),
    "and": lambda parts: int(all(parts)),
    "or": lambda parts: int(any(parts)),
    "not": lambda parts: int(not parts[0]),
    "has": lambda parts: int(parts[0] & parts[1] == parts[1]),
    "count": lambda parts: parts[0].bit_count(),
    "join": lambda parts: parts[0] | parts[1],
    "drop": lambda parts: parts[0] & ~parts[1],
}
"""The value of each operator, from the values of its parts."""


def fold(term: Term) -> Term:
    """Return an equal term with every constant part evaluated; `and` and `or` lose the parts that decide nothing."""
    if not isinstance(term, Operation):
        return term
    parts = tuple(fold(part) for part in term.parts)
    if term.operator in {"and", "or"}:
        return _fold_logic(term.operator, parts)
    values = [part.value for part in parts if isinstance(part, Constant)]
    if len(values) == len(parts) and not _divides_by_zero(term.operator, values):
        return Constant(MEANING[term.operator](values))
    return Operation(term.operator, parts)


def _fold_logic(operator: Operator, parts: tuple[Term, ...]) -> Term:
    """Fold `and` or `or`, whose parts are true or false: a constant part either decides the result or is dropped."""
    deciding = Constant(0 if operator == "and" else 1)
    if deciding in parts:
        return deciding
    remaining = tuple(part for part in parts if not isinstance(part, Constant))
    if not remaining:
        return Constant(1 - deciding.value)
    return remaining[0] if len(remaining) == 1 else Operation(operator, remaining)


def _divides_by_zero(operator: Operator, values: Values) -> bool:
    return operator in {"//", "%"} and values[1] == 0


Evaluator = Callable[[Sequence[int]], int]
"""Returns the value of a term in the cells of a state; truth is exactly 1 or 0."""


def evaluator(term: Term, index: Mapping[str, int]) -> Evaluator:
    """Return a term as a function of the cells; `index` gives the position of each symbol that it reads."""
    return _build(fold(term), index)


def _build(term: Term, index: Mapping[str, int]) -> Evaluator:
    match term:
        case Constant(value):
            return lambda cells: value
        case Read(symbol):
            return _read(index[symbol])
        case Operation(operator, (Read(symbol), Constant(value))) if operator in _CELL_WITH_CONSTANT:
            return _CELL_WITH_CONSTANT[operator](index[symbol], value)
        case Operation(operator, parts):
            return _operation(operator, tuple(_build(part, index) for part in parts))
        case unknown:
            assert_never(unknown)


def _operation(operator: Operator, parts: tuple[Evaluator, ...]) -> Evaluator:
    if len(parts) == 1 and operator in _ONE:
        return _ONE[operator](parts[0])
    if len(parts) == 2 and operator in _TWO:
        return _TWO[operator](parts[0], parts[1])
    meaning = MEANING[operator]
    return lambda cells: meaning([part(cells) for part in parts])


def _read(position: int) -> Evaluator:
    return lambda cells: cells[position]


def _has(position: int, mask: int) -> Evaluator:
    if mask.bit_count() == 1:
        bit = mask.bit_length() - 1
        return lambda cells: cells[position] >> bit & 1
    return lambda cells: 1 if cells[position] & mask == mask else 0


_CELL_WITH_CONSTANT: dict[Operator, Callable[[int, int], Evaluator]] = {
    "==": lambda position, value: lambda cells: 1 if cells[position] == value else 0,
    "!=": lambda position, value: lambda cells: 1 if cells[position] != value else 0,
    "<": lambda position, value: lambda cells: 1 if cells[position] < value else 0,
    "<=": lambda position, value: lambda cells: 1 if cells[position] <= value else 0,
    ">": lambda position, value: lambda cells: 1 if cells[position] > value else 0,
    ">=": lambda position, value: lambda cells: 1 if cells[position] >= value else 0,
    "+": lambda position, value: lambda cells: cells[position] + value,
    "-": lambda position, value: lambda cells: cells[position] - value,
    "join": lambda position, mask: lambda cells: cells[position] | mask,
    "drop": lambda position, mask: lambda cells: cells[position] & ~mask,
    "has": _has,
}
"""An operator on a cell and a constant, the shape of most guards and statements."""

_ONE: dict[Operator, Callable[[Evaluator], Evaluator]] = {
    "not": lambda part: lambda cells: 0 if part(cells) else 1,
    "neg": lambda part: lambda cells: -part(cells),
    "abs": lambda part: lambda cells: abs(part(cells)),
    "count": lambda part: lambda cells: part(cells).bit_count(),
}

_TWO: dict[Operator, Callable[[Evaluator, Evaluator], Evaluator]] = {
    "and": lambda left, right: lambda cells: left(cells) and right(cells),
    "or": lambda left, right: lambda cells: left(cells) or right(cells),
    "+": lambda left, right: lambda cells: left(cells) + right(cells),
    "-": lambda left, right: lambda cells: left(cells) - right(cells),
    "*": lambda left, right: lambda cells: left(cells) * right(cells),
    "//": lambda left, right: lambda cells: left(cells) // right(cells),
    "%": lambda left, right: lambda cells: left(cells) % right(cells),
    "==": lambda left, right: lambda cells: 1 if left(cells) == right(cells) else 0,
    "!=": lambda left, right: lambda cells: 1 if left(cells) != right(cells) else 0,
    "<": lambda left, right: lambda cells: 1 if left(cells) < right(cells) else 0,
    "<=": lambda left, right: lambda cells: 1 if left(cells) <= right(cells) else 0,
    ">": lambda left, right: lambda cells: 1 if left(cells) > right(cells) else 0,
    ">=": lambda left, right: lambda cells: 1 if left(cells) >= right(cells) else 0,
}
