"""Something is missing from an expression.

An operator needs a value on both sides, and every parenthesis that opens must close.

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
              when: eyes >= 3 and
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

CODE = "unfinished-expression"


def fault(span: Span, missing: str, help_: str) -> Diagnostic:
    """`missing` is a clause: what is missing, and where."""
    return Diagnostic(CODE, missing, span, help_)
