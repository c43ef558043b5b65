"""A line cannot be understood as YAML.

Most often the indentation is uneven, a colon or a bracket is missing, or text with signs of YAML's own
is not under `text: |`.

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


def fault(span: Span, message: str = "", helps: str = "") -> Diagnostic:
    """`message` and `helps` where something better can be said than that it is no YAML."""
    return Diagnostic(
        "not-yaml", message or "this cannot be understood as YAML", span, helps or "check the lines above"
    )
