"""An expression holds quoted text.

Expressions know numbers, `true`, `false` and names. A member of `one of` or `any of` is a name too and stands
without quotation marks; texts cannot be read by conditions.

Fails::

    story: The door
    start: hall
    vars:
      family: one of here, blind
    scenes:
      hall:
        hub:
          - Listen:
              set: family = blind
          - Open it:
              when: family == "blind"
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      family: one of here, blind
    scenes:
      hall:
        hub:
          - Listen:
              set: family = blind
          - Open it:
              when: family == blind
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

CODE = "quoted-text"


def fault(span: Span, written: str) -> Diagnostic:
    inner = written.strip("\"'“”„«»‘’‚ ")
    is_name = inner.replace("-", "_").replace(".", "_").isidentifier()
    help_ = (
        f"write the name without quotation marks: {quoted(inner)}"
        if is_name
        else "compare a member of `one of` instead"
    )
    return Diagnostic(CODE, "an expression holds no quoted text", span, help_)
