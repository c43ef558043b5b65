"""A `set` changes something that is no variable to be set.

A derived value follows from the variables it reads and changes with them. A text is changed by `ask` and by
nothing else.

Fails::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    derived:
      ready: eyes >= 3
    scenes:
      hall:
        hub:
          - Listen:
              set: ready = true; eyes += 1
          - Open it:
              when: ready
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    derived:
      ready: eyes >= 3
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes += 1
          - Open it:
              when: ready
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted, safe_line
from engine.diagnostics.span import Span

CODE = "unchangeable-name"


def fault(span: Span, name: str) -> Diagnostic:
    help_ = "change the variables it reads"
    return Diagnostic(CODE, f"{quoted(name)} is derived, and follows from other values", span, help_)


def text(span: Span, name: str) -> Diagnostic:
    help_ = f"write `ask: {{into: {safe_line(name, 60)}, prompt: …}}`"
    return Diagnostic(CODE, f"{quoted(name)} is a text, and only `ask` changes a text", span, help_)
