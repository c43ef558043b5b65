"""The names of the cells of a state, which are spelled nowhere else, and the cells that a term reads.

The cell of a variable has the variable's name.
"""

from __future__ import annotations

from typing import assert_never

from engine.expressions.language.terms import Constant, Operation, Read, Term

TURNS = "turns"
"""The cell that counts the turns of the game."""
_VISITS = "visits:"
_TOOK = "took:"
_RULE = "rule:"


def visits_symbol(scene: str) -> str:
    """Return the cell that counts the visits of a scene or storylet."""
    return _VISITS + scene


def took_symbol(choice: str) -> str:
    """Return the cell that holds whether a choice has been taken; the choice is given by its address."""
    return _TOOK + choice


def rule_symbol(number: int) -> str:
    """Return the cell that holds whether a rule has fired; rules are numbered in file order, from 0."""
    return f"{_RULE}{number}"


def visited_scene(symbol: str) -> str | None:
    """Return the scene or storylet whose visits a cell counts, or None for any other cell."""
    return symbol.removeprefix(_VISITS) if symbol.startswith(_VISITS) else None


def taken_choice(symbol: str) -> str | None:
    """Return the address of the choice whose taking a cell holds, or None for any other cell."""
    return symbol.removeprefix(_TOOK) if symbol.startswith(_TOOK) else None


def is_rule(symbol: str) -> bool:
    """Return whether a cell holds the firing of a rule."""
    return symbol.startswith(_RULE)


def symbols_of(term: Term) -> frozenset[str]:
    """Return every cell that a term reads."""
    symbols: set[str] = set()
    worklist = [term]
    while worklist:
        part = worklist.pop()
        match part:
            case Read(symbol):
                symbols.add(symbol)
            case Constant():
                pass
            case Operation(_, parts):
                worklist.extend(parts)
            case unknown:
                assert_never(unknown)
    return frozenset(symbols)
