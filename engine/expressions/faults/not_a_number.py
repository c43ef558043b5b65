"""A number is not whole, not plain, or too large.

Numbers are digits: no fractions, no exponents, no `_` between digits, and none beyond 2 to the power of 53.

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
              when: eyes >= 2.5
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

CODE = "not-a-number"


def fault(span: Span, written: str) -> Diagnostic:
    help_ = "numbers are whole" if "." in written else "write its digits and nothing else"
    shown = f"{quoted(written)} is no whole number" if written else "a whole number is missing here"
    return Diagnostic(CODE, shown, span, help_)


def too_large(span: Span, written: str) -> Diagnostic:
    return Diagnostic(CODE, f"{quoted(written, 24)} is too large", span, "numbers go up to 9007199254740992")
