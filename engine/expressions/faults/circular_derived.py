"""A derived value needs itself to be worked out.

Derived values may use each other as long as none leads back to itself.

Fails::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    derived:
      ready: eyes >= 3 and awake
      awake: not ready
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

Passes::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    derived:
      ready: eyes >= 3 and awake
      awake: eyes > 0
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
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "circular-derived"


def fault(span: Span, circle: tuple[str, ...]) -> Diagnostic:
    """`circle` is the way from the derived value back to itself."""
    way = " → ".join(quoted(name, 24) for name in (*circle[:6], *(("…",) if len(circle) > 6 else ()), circle[0]))
    return Diagnostic(CODE, f"{quoted(circle[0], 24)} needs itself: {way}", span, "say one of them without the other")
