"""Blocks: what a scene, a choice's body, a `then`, an `else`, a step is made of."""

from __future__ import annotations

from typing import TypeAlias

from engine.diagnostics.span import Span
from engine.expressions.language.tree import WrittenExpression, WrittenStatement
from engine.records import dataclass
from engine.story import prose


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A name as written, where it was written."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class ShownValue:
    """`{eyes}`: the value of an expression."""

    expression: WrittenExpression
    span: Span


Piece: TypeAlias = "prose.Piece[WrittenExpression, ShownValue, None]"
Prose: TypeAlias = "tuple[Piece, ...]"


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty body: continues with what follows."""

    span: Span


@dataclass(frozen=True, slots=True)
class GoTo:
    """A bare name or `go:`: a scene, or one of the words `on` and `back`, which no scene may have for its id."""

    target: PlacedName

    @property
    def span(self) -> Span:
        return self.target.span


@dataclass(frozen=True, slots=True)
class Series:
    """A list of blocks, run one after another."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class SetStep:
    statements: tuple[WrittenStatement, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class TextStep:
    prose: Prose
    span: Span


@dataclass(frozen=True, slots=True)
class AskStep:
    into: PlacedName
    prompt: Prose
    limit: int
    """Characters at most."""
    span: Span


@dataclass(frozen=True, slots=True)
class CallStep:
    scene: PlacedName
    span: Span


@dataclass(frozen=True, slots=True)
class RandomStep:
    """Exactly one block is drawn."""

    weighted: tuple[tuple[int, Block], ...]
    span: Span


Step = SetStep | TextStep | AskStep | CallStep | RandomStep


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list."""

    id: PlacedName
    """Given by `id:`, else the slug of the label."""
    label: Prose
    when: WrittenExpression | None
    locked: Prose | None
    once: bool
    body: Block
    span: Span
    """The label as written."""


@dataclass(frozen=True, slots=True)
class Use:
    """The choices of a scene that is nothing but choices."""

    scene: PlacedName
    span: Span


@dataclass(frozen=True, slots=True)
class Draw:
    """Eligible storylets of a deck, as choices."""

    deck: PlacedName
    limit: int | None
    shuffle: bool
    span: Span


Offered = Choice | Use | Draw


@dataclass(frozen=True, slots=True)
class Offering:
    """A `choices` list, or a `hub`, which offers again after each choice until one leaves."""

    entries: tuple[Offered, ...]
    otherwise: Block | None
    """The `else` entry: taken by itself, at no turn, when nothing is on offer."""
    is_hub: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Steps:
    """A mapping: `if`, steps in the order written, one offering, `then`, `go`, and `else`."""

    condition: WrittenExpression | None
    steps: tuple[Step, ...]
    offering: Offering | None
    then: Block | None
    go: GoTo | None
    otherwise: Block | None
    """Runs when the condition does not hold."""
    span: Span


Block = Nothing | GoTo | Series | Steps
