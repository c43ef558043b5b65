"""A list where text is due, text where a list is due, and the like.

Every key holds one shape: text, a list (each item after `- `) or a mapping (keys with values).

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          Open it: yard
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

CODE = "wrong-shape"


HELP = {
    "text": "write the words on the lines below a `|`",
    "a list": "begin each item with `- `",
    "a mapping": "write `key: value` on the lines below, indented",
}


def fault(span: Span, owner: str, due: str, given: str) -> Diagnostic:
    return Diagnostic(CODE, f"{_quoted_key(owner)} holds {given}, where {due} is due", span, HELP.get(due, ""))


def _quoted_key(owner: str) -> str:
    """`a note` and the like are told as they are."""
    return owner if " " in owner else quoted(owner)
