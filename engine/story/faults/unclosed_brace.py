r"""A `{` that nothing closes.

An inline form runs from `{` to `}`. For a brace that is only a brace, write `\{`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A {red | blue door.
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
          A {red | blue} door.
        choices:
          - Open it: yard
          - Wait: hall
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "unclosed-brace"


def fault(span: Span) -> Diagnostic:
    return Diagnostic(
        CODE, "nothing closes this `{`", span, "add the `}`, or write `\\{` for a brace that is only a brace"
    )
