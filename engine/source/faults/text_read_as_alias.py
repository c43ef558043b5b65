"""A text begins with `*`.

YAML reads it as the repetition of a value named elsewhere. Put the text under `text: |`; put a label between single
quotation marks.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: *So* it ends.
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
          *So* it ends.
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
        "text-read-as-alias",
        "YAML reads a text that begins with `*` as the repetition of a value",
        span,
        write(mend, "put a label between single quotation marks, any other text under `text: |`"),
        mend=mend,
    )
