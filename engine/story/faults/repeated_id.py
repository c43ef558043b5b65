"""One id given to two things.

Scenes and storylets share their ids across all files, and so do variables and derived values; two notes or
two epigraphs cannot share one either.

Fails::

    story: The door
    start: hall
    vars:
      lamp: false
    derived:
      lamp: visits(hall) > 2
    scenes:
      hall:
        text: |
          {lamp ? Light. | A door.}
        choices:
          - Light the lamp:
              set: lamp = true
              go: hall
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      lamp: false
    derived:
      dawn: visits(hall) > 2
    scenes:
      hall:
        text: |
          {dawn ? Dawn. | {lamp ? Light. | A door.}}
        choices:
          - Light the lamp:
              set: lamp = true
              go: hall
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

CODE = "repeated-id"


def fault(span: Span, name: str, what: str, first: Span) -> Diagnostic:
    """`what` and `first` tell of the thing that had the id before."""
    where = f"{first.file}:{first.line}"
    return Diagnostic(
        CODE, f"{quoted(name)} is already the {what} at {where}", span, "give one of the two another id", also=(first,)
    )
