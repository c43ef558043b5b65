"""How far counts and one-way numbers can be kept short without any guard noticing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.expressions.terms import Change, Constant, Operation, Read, Statement, Term
from engine.program import model

COMPARATORS = frozenset({"==", "!=", "<", "<=", ">", ">="})


def ceilings(program: model.Program, asked: Iterable[Term]) -> dict[str, int]:
    """For cells that only grow and are only compared with constants: one more than the largest of them.

    Past that value no condition can tell two values apart, now or later.
    """
    tops: dict[str, int] = {}
    barred: set[str] = set()
    for term in (*_terms(program), *asked):
        _look(term, tops, barred)
    for statement in _statements(program):
        _grow(statement, tops, barred)
    barred |= {one.symbol for one in _statements(program) if not _only_grows(one)}
    return {symbol: top + 1 for symbol, top in tops.items() if symbol not in barred}


def _look(term: Term, tops: dict[str, int], barred: set[str]) -> None:
    match term:
        case Operation(operator, (Read(symbol), Constant(value))) if operator in COMPARATORS:
            tops[symbol] = max(tops.get(symbol, 0), value)
        case Operation(operator, (Constant(value), Read(symbol))) if operator in COMPARATORS:
            tops[symbol] = max(tops.get(symbol, 0), value)
        case Operation(_, parts):
            for part in parts:
                _look(part, tops, barred)
        case Read(symbol):
            barred.add(symbol)


def _grow(statement: Statement, tops: dict[str, int], barred: set[str]) -> None:
    """What a statement reads is barred, except a cell's own growth."""
    if isinstance(statement, Change) and not _is_growth(statement):
        _look(statement.value, tops, barred)


def _is_growth(change: Change) -> bool:
    match change.value:
        case Operation("+", (Read(symbol), Constant(value))) | Operation("+", (Constant(value), Read(symbol))):
            return symbol == change.symbol and value >= 0
        case Constant():
            return True
        case _:
            return False


def _only_grows(statement: Statement) -> bool:
    return isinstance(statement, Change) and statement.low >= 0 and _is_growth(statement)


def _statements(program: model.Program) -> Iterator[Statement]:
    for instruction in program.code:
        if isinstance(instruction, model.Set):
            yield from instruction.statements


def _terms(program: model.Program) -> Iterator[Term]:
    for instruction in program.code:
        if isinstance(instruction, model.Branch):
            yield instruction.condition
    for choice in program.choices:
        if choice.when is not None:
            yield choice.when
    yield from (rule.condition for rule in program.rules)
