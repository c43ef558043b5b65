"""A label without a letter or digit to make an id of.

A choice is known in saves and in `took( )` by an id made of its label's letters and digits, inline forms left
out; the story by one made of its title. When there are none, say the id.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - …: yard
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
          - …:
              id: say-nothing
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

CODE = "needs-id"


def fault(span: Span, label: str) -> Diagnostic:
    return Diagnostic(
        CODE, f"{quoted(label)} has no letters or digits to make an id of", span, "give it one: `id: some-words`"
    )
