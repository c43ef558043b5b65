"""What is wrong with a story, as data: wording and place, and the edit that mends it where one is certain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from engine.diagnostics.span import Span
from engine.records import dataclass

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Mend:
    """Whole lines of one file to replace others; nothing is written until the author asks."""

    file: str
    first: int
    """The first line replaced, from 1."""
    last: int
    """The last line replaced, included."""
    lines: tuple[str, ...]
    """The new lines, without line ends."""


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

    @property
    def sentence(self) -> str:
        """What is wrong, and what helps."""
        return f"{self.message}; {self.help}" if self.help else self.message


def has_error(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics by file, line and column, without those that are equal to another."""
    by_place = sorted(diagnostics, key=lambda fault: (fault.span.file, fault.span.line, fault.span.column, fault.code))
    return tuple(dict.fromkeys(by_place))


def apply_mends(text: str, mends: Iterable[Mend]) -> tuple[list[Mend], str]:
    """Return the mends that were made and the text after them; of two that touch the same lines only the first is made.

    A mend that would change nothing is not made. Line ends stay what they are in the file.
    """
    lines = text.split("\n")
    applied: list[Mend] = []
    lowest = len(lines) + 1
    for mend in sorted(mends, key=lambda mend: (mend.first, mend.last), reverse=True):
        end = "\r" if lines[mend.first - 1].endswith("\r") else ""
        after = [line + end for line in mend.lines]
        if mend.last < lowest and lines[mend.first - 1 : mend.last] != after:
            lines[mend.first - 1 : mend.last] = after
            applied.append(mend)
            lowest = mend.first
    return applied, "\n".join(lines)
