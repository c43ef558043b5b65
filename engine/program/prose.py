"""Prose ready to print: inline forms over terms, and the prose pieces named for the proofs."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics.span import Span
from engine.expressions.terms import Term
from engine.language import Variation


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they stand: paragraphs parted by a blank line."""

    text: str


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


@dataclass(frozen=True, slots=True)
class Either:
    """One prose or the other, by a condition."""

    condition: Term
    yes: Prose
    no: Prose
    span: Span


@dataclass(frozen=True, slots=True)
class Varied:
    """One of several proses, by visits or by chance."""

    variation: Variation
    symbol: str
    """The visit count of the scene the form is written in."""
    parts: tuple[Prose, ...]
    span: Span


Piece = Words | Value | TextValue | Either | Varied
Prose = tuple[Piece, ...]
