"""The `then` of a list can never be run."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Yield every `then` of a list that never falls through."""
    for dead in survey.dead:
        if dead.is_then:
            message = "this `then` is never run: every choice above it leaves"
            helping = "let a choice end without `go`, or take the `then` away"
            yield Diagnostic("dead-then", message, dead.dead.span, helping, "warning")
