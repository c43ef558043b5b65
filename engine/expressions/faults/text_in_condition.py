"""An expression reads a free text.

What a player types is shown and saved, and nothing can depend on it: otherwise no one could say which ways
through the story there are.

Fails::

    story: The door
    start: hall
    vars:
      name: text = Yamaguchi
      lamp: false
    scenes:
      hall:
        hub:
          - Listen:
              set: lamp = true
          - Open it:
              when: lamp and name == lamp
              go: yard
      yard:
        ending: Outside
        text: |
          Air, {name}.

Passes::

    story: The door
    start: hall
    vars:
      name: text = Yamaguchi
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
          Air, {name}.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted, safe_line
from engine.diagnostics.span import Span

CODE = "text-in-condition"


def fault(span: Span, name: str) -> Diagnostic:
    help_ = (
        "show it with `{" + safe_line(name, 60) + "}`; to ask something, offer choices and keep the answer in `one of`"
    )
    return Diagnostic(CODE, f"{quoted(name)} is a text, which is shown and never read", span, help_)
