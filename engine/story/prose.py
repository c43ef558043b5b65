"""Prose as pieces, words and inline forms: a story's forms hold expressions, a program's terms.

`Condition` is an expression or a term, `Value` the piece that prints a value, and `Counter` the cell that counts the
visits of the scene a form is written in, which a story leaves open (None).
"""

from __future__ import annotations

from typing import Generic, TypeAlias, TypeVar

from engine.diagnostics.span import Span
from engine.language import Variation
from engine.records import dataclass

Condition = TypeVar("Condition", covariant=True)
Value = TypeVar("Value", covariant=True)
Counter = TypeVar("Counter", covariant=True)


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words. Paragraphs are separated by a blank line (two line feeds), lines of a quotation by one.

    Glue `<>` stays in the words: it takes effect when they are printed.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Either(Generic[Condition, Value, Counter]):
    """`{lamp ? lit | dark}`: one or the other; the second may be empty."""

    condition: Condition
    yes: Prose[Condition, Value, Counter]
    no: Prose[Condition, Value, Counter]
    span: Span


@dataclass(frozen=True, slots=True)
class Varied(Generic[Condition, Value, Counter]):
    """`{a | b}`, `{& a | b}`, `{! a | b}`, `{~ a | b}`: one of several, by visits or by chance."""

    variation: Variation
    symbol: Counter
    parts: tuple[Prose[Condition, Value, Counter], ...]
    span: Span


Piece: TypeAlias = Either[Condition, Value, Counter] | Varied[Condition, Value, Counter] | Words | Value
Prose: TypeAlias = "tuple[Piece[Condition, Value, Counter], ...]"
"""Pieces in the order they are printed."""
