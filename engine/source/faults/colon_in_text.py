"""A text holds a colon with a space after it.

YAML reads such a colon as the end of a key. Put the text under `text: |`; put a label between single quotation marks.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: He said: go.
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
          He said: go.
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.span import Span
from engine.source.faults._mended import write


def fault(span: Span, mend: Mend | None = None) -> Diagnostic:
    """`mend` writes the words so that YAML leaves them alone."""
    return Diagnostic(
        "colon-in-text",
        "YAML reads what stands before this colon as a key",
        span,
        write(mend, "put the text under `text: |`, or a label between single quotation marks"),
        mend=mend,
    )
