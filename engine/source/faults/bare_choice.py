"""A choice has no colon after its label.

A choice is a label, a colon, a space and where it leads: `- Wait: far`. A choice that only goes on with what follows
keeps the colon: `- Wait:`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it:yard
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


def fault(span: Span, words: str, mend: Mend | None = None) -> Diagnostic:
    """`words` are the item as YAML reads it."""
    message = f"{quoted(words)} is only a text: a choice has a colon and a space after its label"
    return Diagnostic(
        "bare-choice", message, span, write(mend, "write `- label: scene`, or `- label:` to go on"), mend=mend
    )
