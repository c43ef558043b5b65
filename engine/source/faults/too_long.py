"""A text, a key or a whole story is longer than is accepted.

A text has at most 65,536 characters, a key (a choice's label too) 128, a story 100,000 lines and as many keys and values.
Split a text in two; shorten a label and say the rest in the choice's text.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: yard
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
"""  # noqa: E501

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "too-long"


def fault(span: Span, what: str) -> Diagnostic:
    """The whole story; `what` there is too much of: its lines, or its keys and values."""
    return Diagnostic(CODE, f"from here on the story has too many {what}", span, "make two stories of it")


def text(span: Span, limit: int) -> Diagnostic:
    """A scalar."""
    return Diagnostic(CODE, f"this text is longer than {limit:,} characters", span, "split it in two")


def key(span: Span, limit: int) -> Diagnostic:
    """A key or a label."""
    return Diagnostic(CODE, f"this is longer than {limit} characters", span, "shorten it, and say the rest in a text")
