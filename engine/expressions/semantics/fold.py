"""Constant folding of terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.expressions.language.terms import Constant, Operation, Operator, Term

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
