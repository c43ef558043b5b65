"""A file is not made of `key: value` lines.

A file of a story is a mapping: `scenes:`, `vars:` and so on, each key at the beginning of its line.

Fails::

    - A door.

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


def fault(span: Span) -> Diagnostic:
    return Diagnostic(
        "not-a-mapping",
        "a file of a story is made of keys such as `scenes:`, and this one begins with something else",
        span,
        "begin it with `scenes:` or another key",
    )
