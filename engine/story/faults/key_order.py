"""A key stands where it would not run.

A block runs from top to bottom: its own fields, `if`, the steps as written, `choices` or `hub`, then `then`,
`go`, and `else` last. A block written in another order would not do what it seems to.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        choices:
          - Open it: yard
        text: |
          A door.
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
from engine.diagnostics.span import Span

CODE = "key-order"


def fault(span: Span, key: str, above: str, is_step: bool) -> Diagnostic:
    """`above` is the key it must stand before."""
    offer = f"move `{key}` above `{above}`"
    if is_step and above in {"choices", "hub"}:
        offer += ", or into `then:` below if it comes after the choices"
    return Diagnostic(CODE, f"`{key}` stands below `{above}`", span, offer)


def fault_else(span: Span, last: str) -> Diagnostic:
    return Diagnostic(
        CODE, f"`else` stands above `{last}`", span, f"move `else` below `{last}`, to the end of the block"
    )
