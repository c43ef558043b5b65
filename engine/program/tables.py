"""What a reader meets beside the scenes: acts, mottoes, pages of the journal, the status line."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics.span import Span
from engine.expressions.language.terms import Term
from engine.language import StatusForm
from engine.program.prose import Prose


@dataclass(frozen=True, slots=True)
class Act:
    """A part of the story with a title of its own."""

    title: str
    epigraph: str
    date: str


@dataclass(frozen=True, slots=True)
class Epigraph:
    """A motto, ready to print."""

    id: str
    text: Prose
    source: str


@dataclass(frozen=True, slots=True)
class Note:
    """A page of the journal, which appears when its condition first holds."""

    id: str
    title: str
    when: Term | None
    text: Prose
    mark: str
    sources: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Status:
    """One thing the story keeps in sight."""

    label: str
    value: Prose
    """A single `Value` or `TextValue`."""
    form: StatusForm
    high: int
    """The greatest value, for a bar."""
