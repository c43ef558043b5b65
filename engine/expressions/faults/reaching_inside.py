"""An expression reaches inside a value with `.`, `[ ]` or a second pair of parentheses.

Values have no parts. A set is asked with `has`; the dot belongs to addresses of choices, inside `took( )`.

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
              when: carry.gobi
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
from engine.diagnostics.span import Span

CODE = "reaching-inside"


def fault(span: Span, sign: str) -> Diagnostic:
    help_ = "ask a set with `has`, as in `carry has gobi`"
    return Diagnostic(CODE, f"a value has no parts to reach with `{sign}`", span, help_)
