"""Words follow a text in quotation marks.

YAML ends the text at the second quotation mark. Put all of it under `text: |`; in a label use “typographic” marks.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: "Well, then," he begins.
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
          “Well, then,” he begins.
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
        "text-after-quote",
        "YAML ends this text at its second quotation mark, and words follow",
        span,
        write(mend, "use “typographic” marks, or put the text under `text: |`"),
        mend=mend,
    )
