"""A range ends before it begins.

The lower end of a range comes first: `0..6`, `-3..3`.

Fails::

    story: The door
    start: hall
    vars:
      eyes: 6..0 = 0
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

CODE = "empty-range"


def fault(span: Span, low: int, high: int) -> Diagnostic:
    return Diagnostic(CODE, f"there is no number from {low} to {high}", span, f"write `{high}..{low}`")
