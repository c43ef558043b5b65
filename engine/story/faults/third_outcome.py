"""A condition with three outcomes.

A condition holds or it does not: `{lamp ? lit | dark}`. For a third outcome, nest a second condition in the
last part.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          {turns() == 0 ? A door. | The door. | That door.}
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
          {turns() == 0 ? A door. | {turns() == 1 ? The door. | That door.}}
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

CODE = "third-outcome"


def fault(span: Span) -> Diagnostic:
    offer = "nest a condition in the second part: `{a ? x | {b ? y | z}}`"
    return Diagnostic(CODE, "a condition has two outcomes at most", span, offer)
