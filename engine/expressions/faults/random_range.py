"""The ends of a `random` are not constants, or the wrong way round.

`random(a, b)` draws a whole number from a to b, both included; a and b are numbers written out, the lower
first.

Fails::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes = random(6, 1)
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
              set: eyes = random(1, 6)
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

CODE = "random-range"


def fault(span: Span) -> Diagnostic:
    return Diagnostic(CODE, "the ends of a `random` must be numbers written out", span, "as in `random(1, 6)`")


def empty(span: Span, first: int, last: int) -> Diagnostic:
    message = f"there is no number from {first} to {last}"
    return Diagnostic(CODE, message, span, f"write `random({last}, {first})`")
