r"""An inline form that could print nothing at all.

`{ }`, `{ | }` or `{& }` has no words and no value. For a brace that is only a brace, write `\{`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A { } door.
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
          A \{ \} door.
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

CODE = "empty-form"


def fault(span: Span) -> Diagnostic:
    return Diagnostic(
        CODE, "this form is empty", span, "put words or a value between the braces, or write `\\{ \\}` for braces"
    )
