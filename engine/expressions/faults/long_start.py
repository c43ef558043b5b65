"""A text starts out longer than any answer may be.

A `text` variable holds what a player types, a name or a few words; longer words belong in the story itself.

Fails::

    story: The door
    start: hall
    vars:
      name: text = word word word word word word word word word word word word word word word word word word word word
        word word word word word word word word word word word word word word word word word word word word word
    scenes:
      hall:
        text: |
          {name} stands at a door.
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      name: text = Yamaguchi
    scenes:
      hall:
        text: |
          {name} stands at a door.
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
from engine.expressions.limits import LONGEST_START

CODE = "long-start"


def fault(span: Span, count: int) -> Diagnostic:
    message = f"this text starts with {count} characters, and {LONGEST_START} is the most"
    return Diagnostic(CODE, message, span, "shorten it, and say the rest in the story")
