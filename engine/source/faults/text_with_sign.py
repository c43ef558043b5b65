"""A text begins with a sign that YAML keeps for itself.

No text can begin with ``@``, ``%``, a backtick, `|`, `>` or a dash and a space unless it stands under `text: |`.
Put a label between single quotation marks.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: @ the door
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          @ the door
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.source.faults._mended import write


def fault(span: Span, sign: str, mend: Mend | None = None) -> Diagnostic:
    """`sign` is the first character of the text."""
    shown = "a backtick" if sign == "`" else quoted(sign)
    message = f"no text can begin with {shown}: YAML keeps the sign for itself"
    return Diagnostic(
        "text-with-sign",
        message,
        span,
        write(mend, "put the label between single quotation marks: `- 'label': scene`"),
        mend=mend,
    )
