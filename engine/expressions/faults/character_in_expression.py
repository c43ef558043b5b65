"""An expression or declaration holds a character that means nothing there.

Word processors put typographic signs in the place of plain ones, and some characters cannot be seen at all.
Names are plain letters a to z, digits and `_`; the rest are the signs of the language.

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
              when: eyes ≥ 3
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
              when: eyes >= 3
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

CODE = "character-in-expression"


def fault(span: Span, shown: str | None, named: str | None, instead: str | None) -> Diagnostic:
    """`shown` is None for a character that cannot be seen; `named` is its code point and name."""
    if shown is None:
        help_ = "delete it, and type what stands around it again"
        return Diagnostic(CODE, f"an unseen character stands here, {named}", span, help_)
    what = f"{quoted(shown)} ({named})" if named else quoted(shown)
    return Diagnostic(CODE, f"{what} has no meaning here", span, f"write `{instead}`" if instead else "")
