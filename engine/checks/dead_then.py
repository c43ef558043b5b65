"""The `then` of a list can never be run.

`then` is what follows a choice whose body ends without `go`; here every choice leaves. Let one of them end
without a `go`, or take the `then` away.

Fails::

    story: The gate
    start: gate
    scenes:
      gate:
        choices:
          - Walk: yard
          - Run: yard
        then:
          text: |
            A shout.
      yard:
        ending: The yard

Passes::

    story: The gate
    start: gate
    scenes:
      gate:
        choices:
          - Walk: yard
          - Run:
        then:
          text: |
            A shout.
          go: yard
      yard:
        ending: The yard
"""

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
