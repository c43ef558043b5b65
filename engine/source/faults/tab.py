"""A line is indented with a TAB.

YAML counts spaces, and a TAB has no certain width. Set your editor to write spaces;
`samarra fix` turns each TAB into them.

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
    \tending: Outside
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

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.span import Span


def fault(span: Span, count: int, mend: Mend) -> Diagnostic:
    """`count` is the number of lines from this one on that have TABs."""
    lines = f"this line and the {count - 1} after it are" if count > 1 else "this line is"
    return Diagnostic(
        "tab",
        f"{lines} indented with TABs, and YAML wants spaces",
        span,
        "indent with spaces, level with the lines around",
        mend=mend,
    )
