"""An operator is written as in another language.

Conditions use `and`, `or`, `not`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `has`; sums use `+`, `-`, `*`, `//`
(whole division) and `%`. There are no powers and no fractions.

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
              when: eyes > 2 && eyes < 5
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
              when: eyes > 2 and eyes < 5
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "not-an-operator"


def fault(span: Span, written: str, instead: str | None) -> Diagnostic:
    there_is = "there are only `+ - * // %`, comparisons, `has`, `and`, `or` and `not`"
    help_ = f"write `{instead}`" if instead else there_is
    what = "no word of an expression" if written.isalpha() else "no operator"
    return Diagnostic(CODE, f"`{written}` is {what}", span, help_)
