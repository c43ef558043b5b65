"""The tables of a program that frames show besides scenes: acts, epigraphs, notes, the status line."""

from __future__ import annotations

from engine.diagnostics.span import Span
from engine.expressions.language.terms import Term
from engine.language import StatusForm
from engine.program.prose import Prose
from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """A part of the story that has a title."""

    title: str
    epigraph: str
    date: str


@dataclass(frozen=True, slots=True)
class Epigraph:
    """An epigraph, ready to print."""

    id: str
    text: Prose
    source: str


@dataclass(frozen=True, slots=True)
class Note:
    """A page that the player can read from the moment its condition first holds."""

    id: str
    title: str
    when: Term | None
    text: Prose
    mark: str
    sources: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Status:
    """One value of the status line."""

    label: str
    value: Prose
    """A single `Value` or `TextValue`."""
    form: StatusForm
    high: int
    """The greatest value, for a bar."""
