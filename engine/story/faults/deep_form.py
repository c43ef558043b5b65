"""Braces within braces within braces.

Inline forms nest, but no deeper than anyone could read. Move the text into blocks with `if`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          {! {! {! {! {! {! {! {! {! {! {! {! {! {! {! {! {! A door.}}}}}}}}}}}}}}}}}
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
          {! {! A door.}}
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

CODE = "deep-form"


def fault(span: Span, deepest: int) -> Diagnostic:
    return Diagnostic(
        CODE, f"forms stand more than {deepest} deep in each other", span, "move the text into blocks with `if`"
    )
