"""A member is declared twice.

The members of one variable all have different names.

Fails::

    story: The door
    start: hall
    vars:
      carry: any of gobi, gobi
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
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "duplicate-member"


def fault(span: Span, name: str, first: Span) -> Diagnostic:
    return Diagnostic(CODE, f"the member {quoted(name)} is there already", span, "take one of them out", also=(first,))
