"""An `else` without an `if`.

The `else` of a block runs when its `if` does not hold. Without an `if` it can never run; for what comes next
there is `then`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        else: yard
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
        then: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "else-without-if"


def fault(span: Span) -> Diagnostic:
    return Diagnostic(
        CODE, "`else` without `if`", span, "begin the block with `if:`, or write `then:` for what comes next"
    )
