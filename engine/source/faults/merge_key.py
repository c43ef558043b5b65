"""A mapping takes over another with `<<`.

Nothing is merged in a story. Write the keys themselves.

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
        <<: {title: Yard}
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
        title: Yard
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span


def fault(span: Span) -> Diagnostic:
    return Diagnostic(
        "merge-key",
        "`<<` takes over the keys of another mapping, and a story does not",
        span,
        "write the keys themselves",
    )
