"""An expression goes on where it should end.

Two values need an operator between them. `has` and the comparisons do not chain with each other, and `not`
stands before the whole comparison it denies.

Fails::

    story: The door
    start: hall
    vars:
      lamp: false
    scenes:
      hall:
        hub:
          - Listen:
              set: lamp = true
          - Open it:
              when: lamp is true
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      lamp: false
    scenes:
      hall:
        hub:
          - Listen:
              set: lamp = true
          - Open it:
              when: lamp == true
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

CODE = "unexpected-word"


def fault(span: Span, written: str, instead: str | None) -> Diagnostic:
    help_ = f"write `{instead}`" if instead else "join two values with an operator, as in `lamp and eyes > 3`"
    return Diagnostic(CODE, f"{quoted(written)} cannot stand here", span, help_)


def chained_has(span: Span, written: str) -> Diagnostic:
    help_ = "put one of the two in parentheses, or join them with `and`"
    return Diagnostic(CODE, f"`{written}` cannot follow a comparison: `has` does not chain", span, help_)


def late_not(span: Span) -> Diagnostic:
    help_ = "put it first, as in `not carry has gobi`, or in parentheses"
    return Diagnostic(CODE, "`not` cannot stand here", span, help_)
