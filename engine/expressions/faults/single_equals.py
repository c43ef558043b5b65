"""A condition says `=`, which gives a value, where `==` compares.

`=` belongs to `set`, where it changes a variable. A condition never changes anything; it compares with `==`.

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
              when: lamp = true
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
from engine.diagnostics.span import Span

CODE = "single-equals"


def fault(span: Span) -> Diagnostic:
    return Diagnostic(CODE, "`=` gives a value, and an expression only asks", span, "to compare, write `==`")
