"""An expression reads a name that nothing has.

A name is a variable from `vars`, a value from `derived`, or a member beside the variable it belongs to.
Whether a scene has been seen is asked with `seen(scene)`.

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
              when: eyse >= 3
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
              set: eyes += 1
          - Open it:
              when: eyes >= 3
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
from engine.expressions.faults.not_a_declaration import TRUTHS

CODE = "unknown-name"


def fault(span: Span, name: str, names: Iterable[str]) -> Diagnostic:
    truth = TRUTHS.get(name)
    help_ = f"write `{truth}`" if truth else did_you_mean(name, names) or _declare(name)
    return Diagnostic(CODE, f"nothing is called {quoted(name)}", span, help_)


def scene(span: Span, name: str) -> Diagnostic:
    return Diagnostic(CODE, f"{quoted(name)} is a scene, not a value", span, f"write `seen({safe_line(name, 60)})`")


def variable(span: Span, name: str, names: Iterable[str]) -> Diagnostic:
    help_ = did_you_mean(name, names) or _declare(name)
    return Diagnostic(CODE, f"no variable is called {quoted(name)}", span, help_)


def _declare(name: str) -> str:
    shown = safe_line(name, 60)
    return f"declare it under `vars`, as in `{shown}: 0..10 = 0` or `{shown}: false`"
