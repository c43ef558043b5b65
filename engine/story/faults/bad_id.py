"""An id that is not lower case letters, digits and `_`.

The ids of scenes, storylets, variables, notes and epigraphs begin with a letter from a to z and hold letters,
digits and `_`, so that expressions can name them.

Fails::

    story: The door
    start: hall
    notes:
      The-Door:
        title: The door
        text: |
          It is shut.
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    notes:
      the_door:
        title: The door
        text: |
          It is shut.
    scenes:
      hall:
        text: |
          A door.
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

CODE = "bad-id"


def fault(span: Span, what: str, text: str) -> Diagnostic:
    offer = "an id is lower case letters, digits and `_`, a letter first, 64 at most"
    return Diagnostic(CODE, f"{quoted(text)} cannot be the id of {what}", span, offer)
