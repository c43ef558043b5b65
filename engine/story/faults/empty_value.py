"""A key with nothing after it.

A key that is written means something; one that is left empty is most often unfinished, or its value is not
indented under it. Fill it in or take it out.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        title:
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
        title: The hall
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

CODE = "empty-value"


def fault(span: Span, key: str) -> Diagnostic:
    return Diagnostic(CODE, f"{quoted(key)} is empty", span, "fill it in, indented under its key, or take the key out")
