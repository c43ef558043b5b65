"""Which cells of the state a piece of the program reads."""

from __future__ import annotations

from typing import assert_never

from engine.expressions.language.symbols import symbols_of
from engine.expressions.language.terms import Change, Roll, Statement
from engine.language import is_drawn
from engine.program.prose import Piece, Prose, TextValue, Value
from engine.story.prose import Either, Varied, Words


def statement_symbols(statement: Statement) -> frozenset[str]:
    """What a statement reads before it writes."""
    match statement:
        case Change(value=value):
            return symbols_of(value)
        case Roll():
            return frozenset()
        case unknown:
            assert_never(unknown)


def prose_symbols(prose: Prose) -> frozenset[str]:
    """What decides how a piece of prose reads."""
    return frozenset[str]().union(*(_piece_symbols(piece) for piece in prose))


def _piece_symbols(piece: Piece) -> frozenset[str]:
    match piece:
        case Value(term):
            return symbols_of(term)
        case Either(condition, yes, no):
            return symbols_of(condition) | prose_symbols(yes) | prose_symbols(no)
        case Varied(symbol=symbol, parts=parts):
            return frozenset({symbol}).union(*(prose_symbols(part) for part in parts))
        case Words() | TextValue():
            return frozenset()
        case unknown:
            assert_never(unknown)


def has_draws(prose: Prose) -> bool:
    """Printing it draws numbers, so it must be gone through even when nobody reads."""
    return any(_draws(piece) for piece in prose)


def _draws(piece: Piece) -> bool:
    match piece:
        case Either(yes=yes, no=no):
            return has_draws(yes) or has_draws(no)
        case Varied(variation, parts=parts):
            return is_drawn(variation) or any(has_draws(part) for part in parts)
        case Words() | Value() | TextValue():
            return False
        case unknown:
            assert_never(unknown)
