"""A name is both a member and a variable, and either would fit.

Where only one of the two fits, that one is meant. Where both do, rename one of them.

Fails::

    story: The door
    start: hall
    vars:
      family: one of here, blind
      blind: one of here, blind
    scenes:
      hall:
        hub:
          - Listen:
              set: blind = here; family = here
          - Open it:
              when: family == blind and blind == here
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

CODE = "ambiguous-name"


def fault(span: Span, name: str) -> Diagnostic:
    return Diagnostic(
        CODE, f"{quoted(name)} is a variable and a member, and either fits here", span, "rename one of them"
    )
