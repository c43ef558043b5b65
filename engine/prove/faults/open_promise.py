"""A line of `prove:` that was neither kept nor broken when the search stopped.

The search met `--max-states`, `--max-memory` or `--max-time`, or was interrupted. Allow it more, or ask for
less: `samarra prove` names the variables that multiply the states.

Fails::

    story: The door
    start: hall
    vars:
      knocks: 0..9999
      bolts: 0..9999
    prove:
      - never: knocks == 9999 and bolts == 9999
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Knock:
              set: knocks += 1
              go: hall
          - Try the bolt:
              set: bolts += 1
              go: hall
          - Go round: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      knocks: 0..3
      bolts: 0..2
    prove:
      - never: knocks + bolts > 5
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Knock:
              set: knocks += 1
              go: hall
          - Try the bolt:
              set: bolts += 1
              go: hall
          - Go round: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.prove.report import PropertyFound


def fault(found: PropertyFound) -> Diagnostic:
    return Diagnostic("open-promise", f"`{found.text}` is not settled: {found.reason}", found.span)
