"""A piece of prose that prints in no playthrough.

A text, a part of a form in braces, a label, a reason or a note that no player can come to read; `samarra prove
--prose` looks for them. Mend the condition it stands under, or take it out.

Fails::

    story: The door
    start: hall
    vars:
      key: false
    scenes:
      hall:
        text: |
          A door, {key ? and the key in your hand | shut}.
        choices:
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
          A door, {key ? and the key in your hand | shut}.
        choices:
          - Take the key:
              once: true
              set: key = true
              go: hall
          - Leave: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.prove.report import NeverFound


def fault(found: NeverFound) -> Diagnostic:
    return Diagnostic("never-prose", f"“{found.id}” prints in no playthrough", found.span)
