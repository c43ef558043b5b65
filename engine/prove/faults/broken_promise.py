"""A line of `prove:` that some playthrough breaks.

The story can be played so that what it promises does not hold. `samarra prove --witnesses` writes a save that
opens where it is broken. Mend the story, or promise less.

Fails::

    story: The door
    start: hall
    vars:
      lamp: true
    prove:
      - always: lamp
    scenes:
      hall:
        text: |
          A door and a lamp.
        choices:
          - Blow the lamp out:
              set: lamp = false
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      lamp: true
    prove:
      - never: lamp and seen(yard)
    scenes:
      hall:
        text: |
          A door and a lamp.
        choices:
          - Blow the lamp out:
              set: lamp = false
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.prove.report import PropertyFound


def fault(found: PropertyFound) -> Diagnostic:
    return Diagnostic("broken-promise", f"`{found.text}` does not hold: {found.reason}", found.span)
