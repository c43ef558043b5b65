"""What is wrong with a story, as data: wording and place, and the edit that mends it where one is certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.diagnostics.span import Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Mend:
    """Whole lines of one file to put in the place of others; nothing is written until the author asks."""

    file: str
    first: int
    """The first line replaced, from 1."""
    last: int
    """The last line replaced, included."""
    lines: tuple[str, ...]
    """What stands there afterwards, without line ends."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake, at one place, in the words of the story."""

    code: str
    """Stable, lower case, with hyphens: `unknown-scene`."""
    message: str
    """What is wrong: lower case, no full stop."""
    span: Span
    help: str = ""
    """What helps: a sentence, or the mended line; may be empty."""
    severity: Severity = "error"
    also: tuple[Span, ...] = ()
    """Other places that clash with this one."""
    mend: Mend | None = None
