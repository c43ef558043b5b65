"""Prose as written, with its inline forms found and their expressions parsed."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics.span import Span
from engine.expressions.tree import Expression
from engine.language import Variation


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words. Paragraphs are parted by a blank line (two line feeds), lines of a quotation by one."""

    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """`{eyes}`: the value of an expression."""

    expression: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class Either:
    """`{lamp ? lit | dark}`: one or the other; the second may be empty."""

    condition: Expression
    yes: Prose
    no: Prose
    span: Span


@dataclass(frozen=True, slots=True)
class Varied:
    """`{a | b}`, `{& a | b}`, `{! a | b}`, `{~ a | b}`."""

    variation: Variation
    parts: tuple[Prose, ...]
    span: Span


Piece = Words | Shown | Either | Varied


@dataclass(frozen=True, slots=True)
class Prose:
    """Pieces in order. Glue `<>` stays in the words: it is looked at as printed."""

    pieces: tuple[Piece, ...]
    span: Span
