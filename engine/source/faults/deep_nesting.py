"""Lists and mappings stand inside each other more than 32 deep.

Move inner choices to a scene of their own and go there: nobody can follow them where they are.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        tags: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
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


def fault(span: Span, limit: int) -> Diagnostic:
    message = f"this is nested more than {limit} deep"
    return Diagnostic("deep-nesting", message, span, "move what is inside to a scene of its own, and go there")
