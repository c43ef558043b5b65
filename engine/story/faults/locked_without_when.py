"""A reason why a choice is locked, and nothing that locks it.

`locked` is what is shown when `when` does not hold; without `when` it can never be.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it:
              locked: It is stuck.
              go: yard
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
          - Open it:
              when: turns() > 0
              locked: It is stuck.
              go: yard
          - Push: hall
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "locked-without-when"


def fault(span: Span) -> Diagnostic:
    return Diagnostic(
        CODE, "`locked` without `when`: nothing locks this choice", span, "add `when:` above it, or take `locked` out"
    )
