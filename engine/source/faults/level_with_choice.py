"""A key stands level with the label it belongs to.

What a choice does stands under its label, indented further than the label itself.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it:
            once: true
            go: yard
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
          - Open it:
                once: true
                go: yard
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


def fault(span: Span, key: str, mend: Mend | None = None) -> Diagnostic:
    """`key` is the first of the keys that stand too far left."""
    message = f"{quoted(key)} stands level with the label, so YAML reads it as another label"
    helps = write(mend, "indent it, and all that belongs to the choice, further than the label")
    return Diagnostic("level-with-choice", message, span, helps, mend=mend)
