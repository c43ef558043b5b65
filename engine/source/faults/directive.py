"""A line that begins with `%` gives orders to YAML.

A story needs none. Text that begins with `%` goes under `text: |`.

Fails::

    %YAML 1.1
    ---
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
        "directive",
        "a line that begins with `%` is an order to YAML, and a story has none",
        span,
        "delete the line, or indent it as text",
    )
