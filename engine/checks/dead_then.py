"""The `then` of a list can never be run."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every `then` of a list that nothing goes on from."""
    for found in survey.dead:
        if found.is_then:
            message = "this `then` is never run: every choice above it leaves"
            helping = "let a choice end without `go`, or take the `then` away"
            yield Diagnostic("dead-then", message, found.dead.span, helping, "warning")
