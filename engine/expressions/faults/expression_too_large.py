"""An expression is too long, too deep, or grows too large.

An expression has at most 500 characters, 100 parts and 32 levels of parentheses, and 2000 parts once its
derived values are put in. Give a part of it a name under `derived`, or keep it in a variable.

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
              when: ((((((((((((((((((((((((((((((((((eyes >= 3))))))))))))))))))))))))))))))))))
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
              when: (eyes >= 3)
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "expression-too-large"


def too_long(span: Span, length: int) -> Diagnostic:
    return Diagnostic(CODE, f"this has {length} characters, and 500 is the most", span, _SPLIT)


def too_many(span: Span) -> Diagnostic:
    return Diagnostic(CODE, "this has more than 100 parts", span, _SPLIT)


def too_deep(span: Span) -> Diagnostic:
    return Diagnostic(CODE, "this is more than 32 levels deep", span, _SPLIT)


def grown(span: Span) -> Diagnostic:
    help_ = "keep a part of it in a variable"
    return Diagnostic(CODE, "with its derived values put in, this grows too large", span, help_)


_SPLIT = "give a part of it a name under `derived`"
