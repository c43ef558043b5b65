"""Compile terms to functions of the cells of a state; the most frequent shapes of guards cost one closure each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from engine.expressions.language.terms import Constant, Operation, Operator, Read, Term
from engine.expressions.semantics.fold import MEANING, fold

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
