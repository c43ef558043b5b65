"""A place from which a player can come to no ending any more.

Either nothing is on offer there, or every choice leads round to places no better. `samarra prove` names the
last choice that gave the ending away, and with `--witnesses` writes a save that stands at the dead end. Leave a
way on.

Fails::

    story: The door
    start: hall
    vars:
      key: true
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Throw the key down the well:
              once: true
              set: key = false
              go: hall
          - Unlock it:
              when: key
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      key: true
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Throw the key down the well:
              once: true
              set: key = false
              go: hall
          - Unlock it:
              when: key
              go: yard
          - Break it down:
              when: not key
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.prove.report import SoftLockFound


def fault(found: SoftLockFound, span: Span) -> Diagnostic:
    hope = f"; the last hope goes with `{found.fatal}`, turn {found.fatal_turn}" if found.fatal else ""
    return Diagnostic("soft-lock", f"a player can stand in `{found.scene}` with no way to any ending{hope}", span)
