"""Two choices in one item of a list.

Each choice begins with its own `- `, and what belongs to a choice is indented under its label.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: yard
            Knock: yard
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
          - Knock: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "two-labels"


def fault(span: Span, label: str, other: Span) -> Diagnostic:
    offer = "begin it with `- ` of its own, or indent it if it belongs to the choice above"
    return Diagnostic(CODE, f"{quoted(label)} is a second label in one item", span, offer, also=(other,))
