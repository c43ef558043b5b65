"""`took` asks about a choice that is not there.

`took(open-it)` asks about a choice of the same scene, `took(hall.open-it)` about one of another; a choice
within a choice is `took(outer.inner)` or simply `took(inner)`.

Fails::

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
              when: took(lisen) and lamp
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
              when: took(listen) and lamp
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted, safe_line
from engine.diagnostics.span import Span

CODE = "asks-unknown-choice"
_LISTED = 6


def fault(span: Span, wanted: str, scene: str, addresses: Iterable[str], elsewhere: str | None) -> Diagnostic:
    there = tuple(addresses)
    listed = ", ".join(quoted(address) for address in there[:_LISTED])
    help_ = (
        did_you_mean(wanted, there)
        or (f"did you mean {quoted(elsewhere, 120)}?" if elsewhere else "")
        or (f"it has {listed}" + (", …" if len(there) > _LISTED else "") if there else "")
    )
    return Diagnostic(CODE, f"scene {quoted(scene)} has no choice {quoted(wanted)}", span, help_)


def nowhere(span: Span, wanted: str) -> Diagnostic:
    message = f"no scene is meant here, so `took({safe_line(wanted, 60)})` must name one"
    return Diagnostic(CODE, message, span, f"write `took(scene.{safe_line(wanted, 60)})`")
