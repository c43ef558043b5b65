"""`+=` or `-=` is used on something that has no more and less.

`+=` and `-=` add to and take from numbers and sets. A truth or a member is replaced with `=`.

Fails::

    story: The door
    start: hall
    vars:
      lamp: false
    scenes:
      hall:
        hub:
          - Listen:
              set: lamp += true
          - Open it:
              when: lamp
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
              when: lamp
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted, safe_line
from engine.diagnostics.span import Span

CODE = "wrong-assigner"


def fault(span: Span, name: str, assigner: str, kind: str) -> Diagnostic:
    message = f"{quoted(name)} is {kind}, and `{assigner}` is for numbers and sets"
    return Diagnostic(CODE, message, span, f"write `{safe_line(name, 60)} = …`")


def nothing(span: Span, name: str, assigner: str) -> Diagnostic:
    return Diagnostic(
        CODE, f"`{assigner} none` does nothing to a set", span, f"to empty it, write `{safe_line(name, 60)} = none`"
    )
