"""Something that must be there is not.

A story needs its title, its start and its scenes, a note its text, an epigraph its text, a storylet its deck
and label, and so on. Add the key that is named.

Fails::

    story: The door
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

CODE = "missing-key"


def fault(span: Span, key: str, owner: str) -> Diagnostic:
    return Diagnostic(CODE, f"{owner} lacks `{key}`", span, f"add `{key}:`")
