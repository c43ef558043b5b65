"""Bounds counters and monotone numbers above which no guard can distinguish two values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from engine.expressions.language.terms import Change, Constant, Operation, Read, Statement, Term
from engine.program import model
from engine.program.queries import conditions_in, statements_in

COMPARATORS = frozenset({"==", "!=", "<", "<=", ">", ">="})


def saturation_bounds(program: model.Program, queried: Iterable[Term]) -> dict[str, int]:
    """Return an upper bound for cells that only grow and are only compared with constants: the greatest of those + 1.

    Above it no condition can distinguish two values, now or later, so counts saturate there.
    """
    maxima: dict[str, int] = {}
    excluded: set[str] = set()
    for term in (*conditions_in(program), *queried):
        _collect_bounds(term, maxima, excluded)
    for statement in statements_in(program):
        _collect_from_statement(statement, maxima, excluded)
    excluded |= {statement.symbol for statement in statements_in(program) if not _is_monotone(statement)}
    return {symbol: maximum + 1 for symbol, maximum in maxima.items() if symbol not in excluded}


def _collect_bounds(term: Term, maxima: dict[str, int], excluded: set[str]) -> None:
    match term:
        case Operation(operator, (Read(symbol), Constant(value))) if operator in COMPARATORS:
            maxima[symbol] = max(maxima.get(symbol, 0), value)
        case Operation(operator, (Constant(value), Read(symbol))) if operator in COMPARATORS:
            maxima[symbol] = max(maxima.get(symbol, 0), value)
        case Operation(_, parts):
            for part in parts:
                _collect_bounds(part, maxima, excluded)
        case Read(symbol):
            excluded.add(symbol)
        case Constant():
            pass
        case unknown:
            assert_never(unknown)


def _collect_from_statement(statement: Statement, maxima: dict[str, int], excluded: set[str]) -> None:
    """Exclude what a statement reads, except a cell's own increment."""
    if isinstance(statement, Change) and not _is_increment(statement):
        _collect_bounds(statement.value, maxima, excluded)


def _is_increment(change: Change) -> bool:
    match change.value:
        case Operation("+", (Read(symbol), Constant(value))) | Operation("+", (Constant(value), Read(symbol))):
            return symbol == change.symbol and value >= 0
        case Constant():
            return True
        case Read() | Operation():
            return False
        case unknown:
            assert_never(unknown)


def _is_monotone(statement: Statement) -> bool:
    return isinstance(statement, Change) and statement.low >= 0 and _is_increment(statement)
