"""A set is compared with one of its members.

A set can hold several members, so `==` would not say what is meant. `has` asks for one member; `carry ==
none` asks whether it is empty.

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
              when: carry == gobi
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

CODE = "set-compared"


def fault(span: Span, member: str) -> Diagnostic:
    return Diagnostic(
        CODE, f"a set is not compared with its member {quoted(member)}", span, f"write `has {safe_line(member, 60)}`"
    )
