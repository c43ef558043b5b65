"""A member stands by itself, where a value is needed.

A member means something only beside the variable it belongs to: `family == here`, `carry has gobi`.

Fails::

    story: The door
    start: hall
    vars:
      carry: any of gobi
    scenes:
      hall:
        hub:
          - Listen:
              set: carry += gobi
          - Open it:
              when: gobi
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      carry: any of gobi
    scenes:
      hall:
        hub:
          - Listen:
              set: carry += gobi
          - Open it:
              when: carry has gobi
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

CODE = "member-alone"


def fault(span: Span, member: str, owner: str, is_set: bool) -> Diagnostic:
    help_ = f"write `{safe_line(owner, 60)} {'has' if is_set else '=='} {safe_line(member, 60)}`"
    return Diagnostic(CODE, f"{quoted(member)} is a member, and needs its variable beside it", span, help_)
