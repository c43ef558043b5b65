"""A number starts outside its range.

The number after `=` must lie in the range before it, ends included.

Fails::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 7
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes += 1
          - Open it:
              when: eyes >= 3
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes += 1
          - Open it:
              when: eyes >= 3
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "start-outside-range"


def fault(span: Span, start: int, low: int, high: int) -> Diagnostic:
    wider = f"{min(low, start)}..{max(high, start)} = {start}"
    return Diagnostic(CODE, f"the start {start} lies outside {low}..{high}", span, f"start inside, or write `{wider}`")
