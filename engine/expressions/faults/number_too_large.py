"""A sum can become larger than any number the story can hold.

No step on the way to a value may go beyond 2 to the power of 53 in either direction, whatever the variables
are at the time.

Fails::

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
              when: eyes * 9007199254740992 >= 3
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
              when: eyes * 90 >= 200
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "number-too-large"


def fault(span: Span) -> Diagnostic:
    help_ = "narrow the ranges of its variables, or multiply less"
    return Diagnostic(CODE, "this can go beyond 9007199254740992 or below -9007199254740992", span, help_)
