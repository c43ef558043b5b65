"""A key stands twice in one mapping.

YAML would keep one of the two in silence. Both places are shown: delete or rename one.

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
        ending: Outside
        ending: Away
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


def fault(span: Span, key: str, first: Span) -> Diagnostic:
    """`first` is where the key stood before."""
    message = f"{quoted(key)} stands here for the second time; the first is in line {first.line}"
    return Diagnostic("duplicate-key", message, span, "keep one of the two", also=(first,))
