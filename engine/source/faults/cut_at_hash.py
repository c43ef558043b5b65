"""A text or a label is cut off at ` #`.

YAML reads a `#` after a space as the beginning of a comment. Put the text under `text: |`; put a label between single
quotation marks. A comment behind a text is told from it by two spaces before the `#` and one after it.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open door #2: yard
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
        choices:
          - 'Open door #2': yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic, Mend, Severity
from engine.diagnostics.span import Span
from engine.source.faults._mended import write


def fault(span: Span, mend: Mend | None = None, is_certain: bool = True) -> Diagnostic:
    """A warning if it may be a comment after all."""
    helps = write(mend, "put the text under `text: |`, or the label between single quotation marks")
    severity: Severity = "error" if is_certain else "warning"
    return Diagnostic(
        "cut-at-hash", "from here on YAML reads a comment, and the words are lost", span, helps, severity, mend=mend
    )
