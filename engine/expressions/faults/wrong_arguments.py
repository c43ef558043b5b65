"""A function is given too much, too little, or the wrong sort of thing.

`seen`, `visits` and `took` take the id of one scene or choice, `turns` nothing, `count` one set, `abs` one
number, `min` and `max` two numbers or more, `random` two.

Fails::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes += 1
          - Open it:
              when: min(eyes) >= 3
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
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes += 1
          - Open it:
              when: min(eyes, 5) >= 3
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "wrong-arguments"


def fault(span: Span, function: str, usage: str, given: int) -> Diagnostic:
    plural = "" if given == 1 else "s"
    return Diagnostic(CODE, f"`{function}` cannot take {given} value{plural}", span, f"write `{usage}`")


def no_reference(span: Span, function: str, usage: str) -> Diagnostic:
    return Diagnostic(CODE, f"`{function}` needs the id of a scene or choice", span, f"write `{usage}`")
