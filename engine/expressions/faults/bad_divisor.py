"""Something is divided by a value that changes, or by 0.

`//` and `%` divide by a number written out, and not by 0, so that no turn of the story can fail.

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
              when: eyes // 0 >= 3
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
              when: eyes // 2 >= 2
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "bad-divisor"


def fault(span: Span, varies: bool) -> Diagnostic:
    if varies:
        return Diagnostic(CODE, "the divisor is not a number written out", span, "divide by one, as in `eyes // 2`")
    return Diagnostic(CODE, "nothing can be divided by 0", span, "divide by another number")
