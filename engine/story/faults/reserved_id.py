"""An id that is a word of the language.

`go: on`, `go: back`, `none`, `true`, `and` and the names of functions mean something already.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: back
      back:
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
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "reserved-id"


def fault(span: Span, what: str, text: str) -> Diagnostic:
    return Diagnostic(
        CODE, f"`{text}` is a word of the language and cannot be the id of {what}", span, "take another id"
    )
