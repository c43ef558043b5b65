"""Two choices of a scene have the same id.

Choices are told apart by their ids, made from their labels: within a list, across the lists of one scene, and
from the choices around them. Give one of the two an `id:`, first in its body.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: yard
          - Open it!: yard
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
          - Open it: yard
          - Open it!:
              id: open-it-now
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

CODE = "repeated-choice"


def fault(span: Span, name: str, other: Span) -> Diagnostic:
    offer = "give one of them an `id:` of its own, first in its body"
    return Diagnostic(CODE, f"another choice here has the id {quoted(name)}", span, offer, also=(other,))
