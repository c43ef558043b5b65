"""A statement gives several values at once.

The list of members after `=` belongs to the declaration of a set. A statement gives one value; more of them
are added one by one.

Fails::

    story: The door
    start: hall
    vars:
      carry: any of gobi, lapin
    scenes:
      hall:
        hub:
          - Listen:
              set: carry = gobi, lapin
          - Open it:
              when: carry has gobi and carry has lapin
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      carry: any of gobi, lapin
    scenes:
      hall:
        hub:
          - Listen:
              set: carry = gobi; carry += lapin
          - Open it:
              when: carry has gobi and carry has lapin
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import safe_line
from engine.diagnostics.span import Span

CODE = "several-values"


def fault(span: Span, name: str) -> Diagnostic:
    shown = safe_line(name, 40)
    help_ = f"put `;` between two statements; a set is given member by member: `{shown} = gobi; {shown} += lapin`"
    return Diagnostic(CODE, "a statement gives one value, and a comma follows it", span, help_)
