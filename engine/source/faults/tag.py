"""A value is given a type with `!`.

Everything is read as text and understood by its place, so a type has no meaning in a story.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: yard
      yard:
        tags: !now [a]
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
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span


def fault(span: Span, name: str) -> Diagnostic:
    message = f"{quoted(name)} is a tag, and a story has none"
    return Diagnostic(
        "tag",
        message,
        span,
        "delete it; an expression says `not`, and text that begins with `!` stands under `text: |`",
    )
