"""The names of the cells a term reads."""

from __future__ import annotations

from typing import assert_never

from engine.expressions.terms import Constant, Operation, Read, Term

TURNS = "turns"
VISITS = "visits:"
TOOK = "took:"


def visits_symbol(scene: str) -> str:
    """The cell that counts the visits of a scene or storylet."""
    return VISITS + scene


def took_symbol(scene: str, address: str) -> str:
    """The cell that holds whether a choice has been picked."""
    return f"{TOOK}{scene}.{address}"


def symbols_of(term: Term) -> frozenset[str]:
    """Every symbol a term reads."""
    found: set[str] = set()
    waiting = [term]
    while waiting:
        part = waiting.pop()
        match part:
            case Read(symbol):
                found.add(symbol)
            case Constant():
                pass
            case Operation(_, parts):
                waiting.extend(parts)
            case unknown:
                assert_never(unknown)
    return frozenset(found)
