"""A value is given a name with `&`.

YAML could then repeat it elsewhere; a story does not need that, and large things can be hidden in small files so.
Scenes have names: go there, or `call` them.

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
        tags: &out [a]
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
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span


def fault(span: Span, name: str) -> Diagnostic:
    message = f"{quoted('&' + name)} is an anchor, and a story has none"
    return Diagnostic("anchor", message, span, "delete it, or put text that begins with `&` under `text: |`")
