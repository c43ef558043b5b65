"""More rules than can be watched at once.

Every rule is looked at after every choice. One rule may do the work of many: join conditions with `or`, or let a
choice go where its rule would have gone.

Fails::

    story: The door
    start: hall
    whenever:
      - {if: turns() > 2, go: yard}
      - {if: turns() > 3, go: yard}
      - {if: turns() > 4, go: yard}
      - {if: turns() > 5, go: yard}
      - {if: turns() > 6, go: yard}
      - {if: turns() > 7, go: yard}
      - {if: turns() > 8, go: yard}
      - {if: turns() > 9, go: yard}
      - {if: turns() > 10, go: yard}
      - {if: turns() > 11, go: yard}
      - {if: turns() > 12, go: yard}
      - {if: turns() > 13, go: yard}
      - {if: turns() > 14, go: yard}
      - {if: turns() > 15, go: yard}
      - {if: turns() > 16, go: yard}
      - {if: turns() > 17, go: yard}
      - {if: turns() > 18, go: yard}
      - {if: turns() > 19, go: yard}
      - {if: turns() > 20, go: yard}
      - {if: turns() > 21, go: yard}
      - {if: turns() > 22, go: yard}
      - {if: turns() > 23, go: yard}
      - {if: turns() > 24, go: yard}
      - {if: turns() > 25, go: yard}
      - {if: turns() > 26, go: yard}
      - {if: turns() > 27, go: yard}
      - {if: turns() > 28, go: yard}
      - {if: turns() > 29, go: yard}
      - {if: turns() > 30, go: yard}
      - {if: turns() > 31, go: yard}
      - {if: turns() > 32, go: yard}
      - {if: turns() > 33, go: yard}
      - {if: turns() > 34, go: yard}
      - {if: turns() > 35, go: yard}
      - {if: turns() > 36, go: yard}
      - {if: turns() > 37, go: yard}
      - {if: turns() > 38, go: yard}
      - {if: turns() > 39, go: yard}
      - {if: turns() > 40, go: yard}
      - {if: turns() > 41, go: yard}
      - {if: turns() > 42, go: yard}
      - {if: turns() > 43, go: yard}
      - {if: turns() > 44, go: yard}
      - {if: turns() > 45, go: yard}
      - {if: turns() > 46, go: yard}
      - {if: turns() > 47, go: yard}
      - {if: turns() > 48, go: yard}
      - {if: turns() > 49, go: yard}
      - {if: turns() > 50, go: yard}
      - {if: turns() > 51, go: yard}
      - {if: turns() > 52, go: yard}
      - {if: turns() > 53, go: yard}
      - {if: turns() > 54, go: yard}
      - {if: turns() > 55, go: yard}
      - {if: turns() > 56, go: yard}
      - {if: turns() > 57, go: yard}
      - {if: turns() > 58, go: yard}
      - {if: turns() > 59, go: yard}
      - {if: turns() > 60, go: yard}
      - {if: turns() > 61, go: yard}
      - {if: turns() > 62, go: yard}
      - {if: turns() > 63, go: yard}
      - {if: turns() > 64, go: yard}
      - {if: turns() > 65, go: yard}
      - {if: turns() > 66, go: yard}
      - {if: turns() > 67, go: yard}
      - {if: turns() > 68, go: yard}
      - {if: turns() > 69, go: yard}
      - {if: turns() > 70, go: yard}
      - {if: turns() > 71, go: yard}
      - {if: turns() > 72, go: yard}
      - {if: turns() > 73, go: yard}
      - {if: turns() > 74, go: yard}
      - {if: turns() > 75, go: yard}
      - {if: turns() > 76, go: yard}
      - {if: turns() > 77, go: yard}
      - {if: turns() > 78, go: yard}
      - {if: turns() > 79, go: yard}
      - {if: turns() > 80, go: yard}
      - {if: turns() > 81, go: yard}
      - {if: turns() > 82, go: yard}
      - {if: turns() > 83, go: yard}
      - {if: turns() > 84, go: yard}
      - {if: turns() > 85, go: yard}
      - {if: turns() > 86, go: yard}
      - {if: turns() > 87, go: yard}
      - {if: turns() > 88, go: yard}
      - {if: turns() > 89, go: yard}
      - {if: turns() > 90, go: yard}
      - {if: turns() > 91, go: yard}
      - {if: turns() > 92, go: yard}
      - {if: turns() > 93, go: yard}
      - {if: turns() > 94, go: yard}
      - {if: turns() > 95, go: yard}
      - {if: turns() > 96, go: yard}
      - {if: turns() > 97, go: yard}
      - {if: turns() > 98, go: yard}
      - {if: turns() > 99, go: yard}
      - {if: turns() > 100, go: yard}
      - {if: turns() > 101, go: yard}
      - {if: turns() > 102, go: yard}
    scenes:
      hall:
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    whenever:
      - {if: turns() > 2, go: yard}
    scenes:
      hall:
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "too-many-rules"


def fault(span: Span, most: int) -> Diagnostic:
    return Diagnostic(CODE, f"the story has more than {most} rules", span, "join conditions with `or`")
