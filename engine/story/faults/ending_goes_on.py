"""An ending that offers choices or goes on.

A scene with `ending` is final: the story is over when its text has run. Take `ending` out, or take out what
goes on.

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
        text: |
          Air.
        go: hall

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

CODE = "ending-goes-on"


def fault(span: Span, title: str, how: str) -> Diagnostic:
    offer = f"nothing comes after an ending: take this out, or take out `ending: {title}`"
    return Diagnostic(CODE, f"the ending {quoted(title)} {how}", span, offer)
