"""Prose, or no name at all, where a scene or another name is due.

What follows a label, `go`, `call` and the like is the id of a scene: lower case letters, digits and `_`.
Words to print go under `text: |`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: You go out.
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
          - Open it:
              text: |
                You go out.
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "not-a-name"


def fault(span: Span, key: str, text: str) -> Diagnostic:
    where = f"in `{key}`, " if key else ""
    if text in {"on", "back"}:
        return Diagnostic(
            CODE, f"{where}`{text}` is no scene", span, "name a scene; only `go` in a block goes `on` or `back`"
        )
    offer = "a name is lower case letters, digits and `_`"
    if " " in text:
        offer += "; words to print go under `text: |`"
    return Diagnostic(CODE, f"{where}{quoted(text)} is no name", span, offer)
