"""A word where one of a few others is due.

`once` is `true` or `false`; `mark` is `record`, `disputed` or `invented`; `as` is `number`, `bar` or `words`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        mark: rumour
        text: |
          A door.
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
        mark: disputed
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
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "unknown-word"


def fault(span: Span, key: str, text: str, words: tuple[str, ...]) -> Diagnostic:
    listed = ", ".join(f"`{word}`" for word in words)
    return Diagnostic(CODE, f"`{key}` is {quoted(text)}", span, did_you_mean(text, words) or f"it is one of {listed}")
