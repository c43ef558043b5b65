"""`visits` or `turns` is used for something other than a comparison with a constant.

These counts have no end. Compared with a constant they need to be known only up to that constant, which keeps
the story finite. They are never printed, added or compared with a variable.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        choices:
          - Go down: cellar
          - Open it:
              when: visits(hall) + 1 > visits(cellar)
              go: yard
      cellar:
        text: |
          Dust.
        choices:
          - Go up: hall
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    scenes:
      hall:
        choices:
          - Go down: cellar
          - Open it:
              when: visits(hall) >= 3
              go: yard
      cellar:
        text: |
          Dust.
        choices:
          - Go up: hall
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "unbounded-count"


HELP = "compare it with a number written out, as in `visits(hall) >= 3`; to count further, use a variable"


def fault(span: Span) -> Diagnostic:
    return Diagnostic(CODE, "`visits` and `turns` can only be compared with a constant", span, HELP)


def with_value(span: Span) -> Diagnostic:
    return Diagnostic(CODE, "`visits` and `turns` are compared with a constant, and this can vary", span, HELP)
