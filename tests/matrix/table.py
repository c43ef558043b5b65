"""Outcomes into the lines of a table."""

from __future__ import annotations

from tests.matrix.suite import Outcome

WIDTHS = (8, 12, 76, 9, 8, 8, 9, 7)
HEADINGS = ("Python", "libraries", "versions", "libyaml", "passed", "failed", "skipped", "seconds")


def heading() -> str:
    """Write the line above the others."""
    return _line(*HEADINGS)


def row(outcome: Outcome) -> str:
    """Write one outcome; the end of the line says whether it is not well."""
    environment = outcome.environment
    counts = (outcome.passed, outcome.failed, outcome.skipped, round(outcome.seconds))
    versions = ", ".join(environment.versions) if environment else "could not be installed"
    libyaml = ("yes" if environment.has_libyaml else "no") if environment else ""
    line = _line(str(outcome.cell.version), outcome.cell.libraries, versions, libyaml, *map(str, counts))
    return line if outcome.is_well else line + "  <- wrong"


def _line(*words: str) -> str:
    return "".join(f"{word:<{width}}" for word, width in zip(words, WIDTHS, strict=True)).rstrip()
