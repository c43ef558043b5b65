"""A set or an enumeration has more members than it can hold.

A set has at most 62 members: part it into several sets, or keep what excludes each other in `one of`.
`one of` has at most 256.

Fails::

    story: The door
    start: hall
    vars:
      carry: any of gobi,
        m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
        m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39,
        m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58,
        m59, m60, m61
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
from engine.diagnostics.span import Span
from engine.expressions.limits import MOST_ALTERNATIVES

CODE = "too-many-members"


def fault(span: Span, count: int) -> Diagnostic:
    return Diagnostic(CODE, f"this set has {count} members, and 62 is the most", span, "part it into several sets")


def alternatives(span: Span, count: int) -> Diagnostic:
    message = f"this has {count} members, and `one of` has {MOST_ALTERNATIVES} at most"
    return Diagnostic(CODE, message, span, "part it into several variables, or keep a number")
