"""A value named elsewhere is repeated with `*`.

YAML's repetitions are not understood; write the value itself. Text in emphasis goes under `text: |`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: yard
      yard:
        tags: *out
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
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


def fault(span: Span) -> Diagnostic:
    return Diagnostic(
        "alias",
        "this `*` repeats a value named elsewhere, and a story has no such values",
        span,
        "write the value itself, or put text in emphasis under `text: |`",
    )
