"""A value is of another kind than the one needed.

Numbers, truths, members and sets are kept apart: sums need numbers, conditions need something true or false,
and only what is of the same kind can be compared.

Fails::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes += 1
          - Open it:
              when: eyes
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes += 1
          - Open it:
              when: eyes > 0
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "wrong-kind"


def fault(span: Span, found: str, needed: str, help_: str) -> Diagnostic:
    return Diagnostic(CODE, f"this is {found}, where {needed} is needed", span, help_)


def different(span: Span, one: str, other: str) -> Diagnostic:
    return Diagnostic(CODE, f"{one} cannot be compared with {other}", span, "compare what is of the same kind")


def unordered(span: Span, found: str, sign: str) -> Diagnostic:
    return Diagnostic(CODE, f"{found} has no order for `{sign}` to ask", span, "only `==` and `!=` can be asked of it")
