"""A choice can be read in two ways.

A colon after the target, a `go:` before it, or a second dash before the label may be a slip, or belong to the label.
Write the target alone after the label's colon; put a label with such signs between single quotation marks.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: yard:
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
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span


def fault(span: Span, message: str, meant: str, as_label: str) -> Diagnostic:
    """`meant` is the item without the slip, `as_label` the item whose label has the sign."""
    helps = f"write {quoted(meant)}, or {quoted(as_label)} if the label is to show it"
    return Diagnostic("unclear-choice", message, span, helps)
