"""A variable's declaration is not understood.

A variable is a range (`0..6 = 0`), `true` or `false`, `one of here, blind`, `any of lapin, gobi`, or `text =
words`.

Fails::

    story: The door
    start: hall
    vars:
      lamp: yes
    scenes:
      hall:
        hub:
          - Listen:
              set: lamp = true
          - Open it:
              when: lamp
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      lamp: false
    scenes:
      hall:
        hub:
          - Listen:
              set: lamp = true
          - Open it:
              when: lamp
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

import re

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "not-a-declaration"


_SEPARATOR = re.compile(r"[,|/]")
_MEMBER = re.compile(r"[a-z][a-z0-9_]*").fullmatch
TRUTHS = {"yes": "true", "no": "false", "on": "true", "off": "false"}


def fault(span: Span, written: str) -> Diagnostic:
    """`written` is what stands there, or the items of a list with commas between them."""
    forms = "write a range like `0..6 = 0`, `true`, `false`, `one of here, blind`, `any of lapin, gobi` or `text`"
    lowered = written.lower()
    truth = TRUTHS.get(lowered, lowered if lowered in {"true", "false"} else None)
    shown = f"{quoted(written)} declares nothing" if written else "a declaration is missing here"
    members = [member.strip() for member in _SEPARATOR.split(written)]
    meant = truth or (f"one of {', '.join(members)}" if len(members) > 1 and all(map(_MEMBER, members)) else None)
    return Diagnostic(CODE, shown, span, f"write {quoted(meant)}" if meant else forms)
