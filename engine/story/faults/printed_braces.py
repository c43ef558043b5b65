"""A title or another line has a form in braces, and is printed as it stands.

Forms work in prose: `text`, labels, `locked`, `prompt`, `about`, notes and epigraphs. The titles, places, dates and
names of a story are plain text, the same whenever they are shown.

Fails::

    story: The door
    start: hall
    vars:
      lamp: true
    scenes:
      hall:
        title: The {lamp ? lit | dark} hall
        text: |
          It is {lamp ? light | dark}.
        choices:
          - Put it out: {set: lamp = false, go: hall}
          - Open it: yard
      yard:
        ending: Outside

Passes::

    story: The door
    start: hall
    vars:
      lamp: true
    scenes:
      hall:
        title: The hall
        text: |
          It is {lamp ? light | dark}.
        choices:
          - Put it out: {set: lamp = false, go: hall}
          - Open it: yard
      yard:
        ending: Outside
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span


def fault(span: Span, key: str, form: str) -> Diagnostic:
    message = f"{quoted(form)} is printed as it stands: `{key}` is plain text and has no forms"
    return Diagnostic("printed-braces", message, span, "write it without braces, or in a `text`", "warning")
