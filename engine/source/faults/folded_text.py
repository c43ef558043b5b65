"""A text under `>` has paragraphs or quoted lines.

YAML joins the lines of such a text. Paragraphs are kept, but a quotation, whose lines begin with `>`, becomes one line.
Write `|` for `>`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: >
          A door.
          > Keep out.
          > The owner.
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
          A door.

          > Keep out.
          > The owner.
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic, Mend, Severity
from engine.diagnostics.span import Span
from engine.source.faults._mended import write


def fault(span: Span, mend: Mend, has_quotation: bool) -> Diagnostic:
    """An error where lines are lost, a warning where only paragraphs stand."""
    message = "YAML joins the lines of a text under `>`"
    severity: Severity = "error" if has_quotation else "warning"
    return Diagnostic("folded-text", message, span, write(mend), severity, mend=mend)
