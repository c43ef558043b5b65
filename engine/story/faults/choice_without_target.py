"""A choice that is only a text, in a list written between brackets.

A choice is a label, a colon, a space and what it leads to, or a label and a colon with its body below; each
begins a line with `- `.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices: [Open it]
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

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "choice-without-target"


def fault(span: Span, text: str) -> Diagnostic:
    if not text:
        return Diagnostic(CODE, "this choice is empty", span, "write `- Label: scene`, or take the `-` out")
    return Diagnostic(CODE, f"{quoted(text)} is text, not a choice: it leads nowhere", span, "write `- Label: scene`")
