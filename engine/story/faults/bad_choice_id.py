"""An `id:` that cannot be an address.

The id of a choice or of the story holds letters, digits, `-` and `_`, no dot, no space, and no `-` at either
end.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it:
              id: open.it
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
              id: open-it
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

CODE = "bad-choice-id"


def fault(span: Span, text: str) -> Diagnostic:
    offer = "an id holds letters, digits, `-` and `_`, no `-` at either end, 64 at most"
    return Diagnostic(CODE, f"{quoted(text)} cannot be an id", span, offer)
