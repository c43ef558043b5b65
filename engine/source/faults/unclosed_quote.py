"""A text begins with a quotation mark that is never closed.

YAML would read on to the end of the file. Put the text under `text: |`, where quotation marks are just that.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: 'Tis late.
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
          'Tis late.
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
        "unclosed-quote",
        "this quotation mark opens a text for YAML, and nothing closes it",
        span,
        write(mend, "close it, or put the text under `text: |`"),
        mend=mend,
    )
