"""A name is not written as names are.

Variables, derived values and members are lower case: a letter a to z, then letters, digits and `_`. The words
of the language cannot be names.

Fails::

    story: The door
    start: hall
    vars:
      family: one of here, half-blind, blind
    scenes:
      hall:
        hub:
          - Listen:
              set: family = blind
          - Open it:
              when: family == blind
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      family: one of here, blind
    scenes:
      hall:
        hub:
          - Listen:
              set: family = blind
          - Open it:
              when: family == blind
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.expressions.limits import LONGEST_NAME

CODE = "malformed-name"


def fault(span: Span, written: str, is_compared: bool = False) -> Diagnostic:
    """`is_compared` where the name may be meant for the words of a free text."""
    if not written:
        return Diagnostic(CODE, "a name is missing here", span, "write a name, or take out the comma")
    if len(written) > LONGEST_NAME:
        return Diagnostic(CODE, f"a name has {LONGEST_NAME} characters at most", span, "shorten it")
    lowered = written.lower().replace("-", "_").replace(" ", "_").strip("_")
    is_plain = lowered != written and lowered.isascii() and lowered.isidentifier()
    help_ = f"write {quoted(lowered)}" if is_plain else "a name is a letter a to z, then letters, digits and `_`"
    if is_compared:
        help_ += " if it is a member of `one of`; a free text cannot be compared"
    return Diagnostic(CODE, f"{quoted(written)} cannot be a name", span, help_)


def reserved(span: Span, written: str) -> Diagnostic:
    return Diagnostic(CODE, f"`{written}` is the word for an empty set", span, "leave it out, or give it another name")
