"""Something drawn by chance in a label.

A label, the reason of a locked choice and a prompt are looked at again and again; what is drawn would change
each time. Draw it into a variable with `set`, and ask for that.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Now {~ open | push} it: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      way: 0..1 = 0
    scenes:
      hall:
        set: way = random(0, 1)
        text: |
          A door.
        choices:
          - Now {way == 0 ? open | push} it: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span

CODE = "drawn-label"


def fault(span: Span) -> Diagnostic:
    offer = "draw with `set: name = random(0, 1)` and write `{name == 0 ? … | …}`"
    return Diagnostic(CODE, "a label, a locked reason and a prompt cannot hold `{~ }`", span, offer)
