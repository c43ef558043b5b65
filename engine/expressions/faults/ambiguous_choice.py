"""`took` names a choice that stands in several places of its scene.

A choice within a choice may be named by its last part only when no other choice of the scene ends so.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        choices:
          - Look left:
              choices:
                - Wait: gate
          - Look right:
              choices:
                - Wait: gate
      gate:
        choices:
          - Open it:
              when: took(hall.wait)
              go: yard
          - Knock: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    scenes:
      hall:
        choices:
          - Look left:
              choices:
                - Wait: gate
          - Look right:
              choices:
                - Wait: gate
      gate:
        choices:
          - Open it:
              when: took(hall.look-left.wait)
              go: yard
          - Knock: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "ambiguous-choice"


def fault(span: Span, wanted: str, matching: tuple[str, ...]) -> Diagnostic:
    help_ = "write " + " or ".join(quoted(address, 50) for address in matching[:3])
    return Diagnostic(CODE, f"{len(matching)} choices end in {quoted(wanted)}", span, help_)
