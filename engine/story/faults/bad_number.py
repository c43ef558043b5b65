"""Something that is not a whole number in its range.

Weights, limits, priorities and turns are whole numbers, each within bounds.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        random:
          - often: yard
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
        random:
          - 3: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "bad-number"


def fault(span: Span, key: str, text: str, low: int, high: int) -> Diagnostic:
    owner = key if " " in key else f"`{key}`"
    return Diagnostic(CODE, f"{owner} is {quoted(text)}", span, f"a whole number from {low} to {high} is due")
