"""A list or a mapping stands where a key should.

Keys are names or labels. A label that begins with `[` or `{` goes between single quotation marks.

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
        tags:
          ? [out]
          : door
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


def fault(span: Span) -> Diagnostic:
    return Diagnostic(
        "key-not-text",
        "a list or mapping stands where a key should",
        span,
        "put a label that begins with `[` or `{` between single quotation marks",
    )
