"""A choice has its target on its line, and a body below.

A choice is either a label and where it leads, on one line, or a label alone with a body under it. Where a choice with
a body leads stands in the body, as its last key: `go: yard`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: yard
              text: |
                It creaks.
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
          - Open it:
              text: |
                It creaks.
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span


def fault(span: Span, label: str, target: str, mend: Mend | None = None) -> Diagnostic:
    """`mend` takes the target into the body."""
    message = "a choice with its target on its line has no body"
    helps = f"write {quoted(f'- {label}:')}, and {quoted(f'go: {target}')} at the end of its body"
    return Diagnostic("body-below-target", message, span, helps, mend=mend)
