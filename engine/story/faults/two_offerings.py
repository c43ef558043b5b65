"""`choices` and `hub` in one block.

A block offers one list. Put the second in `then:`, or make the two one.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: yard
        hub:
          - Knock: yard
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
from engine.diagnostics.span import Span

CODE = "two-offerings"


def fault(span: Span, other: Span) -> Diagnostic:
    offer = "put the second list under `then:`, or join the two"
    return Diagnostic(CODE, "a block has `choices` or `hub`, not both", span, offer, also=(other,))
