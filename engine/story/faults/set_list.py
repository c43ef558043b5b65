"""A list under `set`.

The statements of a `set` are text, parted by `;` or by line breaks.

Fails::

    story: The door
    start: hall
    vars:
      lamp: false
    scenes:
      hall:
        set:
          - lamp = true
        text: |
          {lamp ? A door. | Dark.}
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
      lamp: false
    scenes:
      hall:
        set: |
          lamp = true
        text: |
          {lamp ? A door. | Dark.}
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

CODE = "set-list"


def fault(span: Span) -> Diagnostic:
    return Diagnostic(
        CODE, "`set` holds a list", span, "write `set: |` and each statement on a line below, without `- `"
    )
