"""Braces around something that is neither a value nor several parts.

`{eyes}` prints a value and `{one | other}` one of several parts; words alone in braces do nothing. Words for
the first visit only are `{! words}`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A {very old} door.
        choices:
          - Open it: yard
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
          A {! very old} door.
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "not-a-form"


def fault(span: Span, text: str) -> Diagnostic:
    offer = "write `{name}` for a value, `{! words}` for the first visit only, `{one | other}` for several parts"
    return Diagnostic(CODE, f"{quoted(text)} is neither a value nor several parts", span, offer)
