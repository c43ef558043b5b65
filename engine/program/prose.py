"""Prose ready to print: inline forms over terms, and the words each value is printed as."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from engine.expressions.language.terms import Term
from engine.language import is_drawn
from engine.records import dataclass
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
Prose: TypeAlias = "tuple[Piece, ...]"


def has_draws(pieces: Prose) -> bool:
    """Return whether printing a prose draws numbers, and so must happen even when nobody reads."""
    return any(map(_draws, pieces))


def _draws(piece: Piece) -> bool:
    match piece:
        case prose.Either(yes=yes, no=no):
            return has_draws(yes) or has_draws(no)
        case prose.Varied(variation, parts=parts):
            return is_drawn(variation) or any(map(has_draws, parts))
        case prose.Words() | Value() | TextValue():
            return False
        case unknown:
            assert_never(unknown)
