"""`random` stands where nothing may be drawn.

Chance changes a variable and nothing else: `random(a, b)` is the whole right-hand side of a statement with
`=`. A condition never draws, so asking twice gives the same answer.

Fails::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes += 1
          - Open it:
              when: random(1, 6) > eyes
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes = random(1, 6)
          - Open it:
              when: eyes > 3
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import safe_line
from engine.diagnostics.span import Span

CODE = "misplaced-random"


def fault(span: Span) -> Diagnostic:
    help_ = "draw into a variable first, as in `set: dice = random(1, 6)`, and read that"
    return Diagnostic(CODE, "`random` can only be all that a statement puts in a variable", span, help_)


def added(span: Span, name: str, assigner: str) -> Diagnostic:
    help_ = f"draw into a variable first: `dice = random(1, 6); {safe_line(name, 60)} {assigner} dice`"
    return Diagnostic(CODE, f"`random` goes with `=`, not with `{assigner}`", span, help_)
