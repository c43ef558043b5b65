"""A scene no playthrough enters.

Something leads to it, but the conditions on the way never hold together. Mend them, or take the scene out.

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
          - Take the key:
              set: key = true
              go: yard
          - Try the door:
              if: key
              go: cellar
              else: yard
      cellar:
        ending: Below
        text: |
          Dust.
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
          - Take the key:
              set: key = true
              go: hall
          - Try the door:
              if: key
              go: cellar
              else: yard
      cellar:
        ending: Below
        text: |
          Dust.
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.prove.report import NeverFound


def fault(found: NeverFound) -> Diagnostic:
    return Diagnostic("never-scene", f"the scene `{found.id}` is entered in no playthrough", found.span)
