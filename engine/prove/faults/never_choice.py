"""A choice that is on offer in no playthrough.

Its scene is entered, but its `when` never holds there. Mend the condition or what should make it hold.

Fails::

    story: The door
    start: hall
    vars:
      key: false
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Unlock it:
              when: key
              go: yard
          - Take the key:
              set: key = true
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      key: false
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Unlock it:
              when: key
              go: yard
          - Take the key:
              set: key = true
              go: hall
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.prove.report import NeverFound


def fault(found: NeverFound) -> Diagnostic:
    return Diagnostic("never-choice", f"the choice `{found.id}` is on offer in no playthrough", found.span)
