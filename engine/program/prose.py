"""Prose ready to print: inline forms over terms, and the words each value is printed as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from engine.expressions.language.terms import Term
from engine.story import prose


@dataclass(frozen=True, slots=True)
class Value:
    """A number, or the words for it."""

    term: Term
    words: tuple[str, ...] = ()
    """For truth and members: the word of each value."""
    is_set: bool = False
    """The value is a bit mask over `words`, printed with commas."""


@dataclass(frozen=True, slots=True)
class TextValue:
    """A text variable."""

    symbol: str


Piece: TypeAlias = prose.Piece[Term, Value | TextValue, str]
Prose: TypeAlias = tuple[Piece, ...]
