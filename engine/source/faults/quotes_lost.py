"""A text stands in quotation marks, and YAML takes them away.

YAML reads quotation marks round a whole text as its own, so the reader would not see that it is spoken.
If nothing is spoken, leave the marks out; if something is, put the text
under `text: |`, or use “typographic” marks in a label.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: "Well, then."
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
          “Well, then.”
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
    """A warning: the story can be played, without the marks."""
    message = "these quotation marks will not be seen: YAML takes them for its own"
    return Diagnostic("quotes-lost", message, span, write(mend), "warning", mend=mend)
