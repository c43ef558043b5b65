"""A form that counts visits outside every scene.

`{first | later}`, `{& }`, `{! }` and `{~ }` go by the visits of the scene they are written in. A note, an
epigraph and `about` stand in none: ask for a variable or `seen( )` instead.

Fails::

    story: The door
    start: hall
    notes:
      door:
        title: The door
        text: |
          {It is shut. | It is open.}
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
      door:
        title: The door
        text: |
          {seen(yard) ? It is open. | It is shut.}
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
from engine.diagnostics.span import Span

CODE = "no-visits-here"


def fault(span: Span) -> Diagnostic:
    offer = "write a condition: `{seen(scene) ? … | …}`"
    return Diagnostic(CODE, "this form goes by visits, and it stands in no scene", span, offer)
