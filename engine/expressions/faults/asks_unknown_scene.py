"""`seen` or `visits` asks about a scene that is not there.

Between the parentheses stands the id of a scene or storylet.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        choices:
          - Go down: cellar
          - Open it:
              when: seen(celar)
              go: yard
      cellar:
        text: |
          Dust.
        choices:
          - Go up: hall
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
          - Go down: cellar
          - Open it:
              when: seen(cellar)
              go: yard
      cellar:
        text: |
          Dust.
        choices:
          - Go up: hall
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "asks-unknown-scene"


def fault(span: Span, name: str, scenes: Iterable[str]) -> Diagnostic:
    return Diagnostic(CODE, f"no scene is called {quoted(name)}", span, did_you_mean(name, scenes))
