r"""A `}` that closes nothing.

An inline form runs from `{` to `}`. For a brace that is only a brace, write `\}`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A red} door.
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A red\} door.
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "stray-brace"


def fault(span: Span) -> Diagnostic:
    return Diagnostic(
        CODE, "this `}` closes nothing", span, "add the `{`, or write `\\}` for a brace that is only a brace"
    )
