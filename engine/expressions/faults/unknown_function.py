"""An expression calls a function that is not there.

There are `seen(scene)`, `visits(scene)`, `took(choice)`, `turns()`, `count(set)`, `min`, `max`, `abs` and, in
a `set`, `random(a, b)`. Nothing else can be called.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        choices:
          - Go down: cellar
          - Open it:
              when: sen(cellar)
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

CODE = "unknown-function"


def fault(span: Span, name: str, functions: Iterable[str]) -> Diagnostic:
    known = tuple(functions)
    help_ = did_you_mean(name, known) or "there are " + ", ".join(f"`{function}`" for function in known)
    return Diagnostic(CODE, f"there is no function {quoted(name)}", span, help_)
