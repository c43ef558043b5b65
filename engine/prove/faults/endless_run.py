"""A choice after which the story can run on without ever coming to another.

Scenes that go to each other under conditions come round, and nothing in the round changes the conditions. Put a
choice into it, or let something change.

Fails::

    story: The door
    start: hall
    vars:
      lamp: false
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Light the lamp:
              once: true
              set: lamp = true
              go: hall
          - Go up: stairs
          - Leave: yard
      stairs:
        - text: |
            Steps.
        - if: lamp
          go: landing
          else: yard
      landing:
        - text: |
            A landing.
        - if: lamp
          go: stairs
          else: yard
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
        text: |
          A door.
        choices:
          - Light the lamp:
              once: true
              set: lamp = true
              go: hall
          - Go up: stairs
          - Leave: yard
      stairs:
        - text: |
            Steps.
        - if: lamp
          go: landing
          else: yard
      landing:
        text: |
          A landing.
        choices:
          - Blow the lamp out:
              set: lamp = false
              go: stairs
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span


def fault(scene: str, span: Span) -> Diagnostic:
    message = f"after a choice in `{scene}` the story can run on without ever coming to another"
    return Diagnostic("endless-run", message, span)
