"""A key of the root file stands in a part, or the other way about.

Title, start, status line and the like are said once, in `story.yaml`; `act` names the scenes of one part and
stands in that part's file.

Fails::

    story: The door
    start: hall
    act:
      title: The house
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

CODE = "misplaced-key"


def fault(span: Span, key: str, in_root: bool) -> Diagnostic:
    if in_root:
        return Diagnostic(
            CODE, f"`{key}` belongs to a part, not to the root file", span, "move its scenes to a file of their own"
        )
    return Diagnostic(CODE, f"`{key}` belongs in the root file, not in a part", span, f"move `{key}` to `story.yaml`")
