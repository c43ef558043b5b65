"""The `else` of a list of choices is not its last item.

`else` is taken when nothing above it is on offer, so it stands at the end.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - else: yard
          - Open it:
              when: turns() > 0
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
              when: turns() == 0
              go: yard
          - else: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "else-not-last"


def fault(span: Span) -> Diagnostic:
    return Diagnostic(CODE, "`else` stands above other choices", span, "move `else` to the end of the list")
