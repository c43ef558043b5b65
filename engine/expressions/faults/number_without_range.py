"""A number is declared without a range.

Every number says how far it goes, so that all states of the story can be counted. A change past an end stops
at the end.

Fails::

    story: The door
    start: hall
    vars:
      eyes: 0
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
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "number-without-range"


def fault(span: Span, start: str) -> Diagnostic:
    value = int(start) if len(start) < 7 else 0
    help_ = f"write `{min(0, value)}..{max(10, value)} = {value}`"
    return Diagnostic(CODE, f"the number {quoted(start)} has no range", span, help_)
