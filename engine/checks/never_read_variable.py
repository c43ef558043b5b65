"""A variable is set and never read.

No condition asks for it and no prose shows it, so setting it changes nothing a player could notice. Read it
somewhere, or take it away with the statements that set it.

Fails::

    story: The lamp
    start: room
    vars:
      lit: false
    scenes:
      room:
        choices:
          - Light the lamp: {set: lit = true, go: page}
          - Sit in the dark: page
      page:
        ending: The page

Passes::

    story: The lamp
    start: room
    vars:
      lit: false
    scenes:
      room:
        choices:
          - Light the lamp: {set: lit = true, go: page}
          - Sit in the dark: page
      page:
        ending: The page
        text: |
          {lit ? You read it. | You cannot read it.}
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every variable that is set or asked for and that nothing else looks at; none while an expression is at fault."""
    if survey.has_unclear_names():
        return
    written = survey.understood.changed | {into.text for into in survey.asked}
    for variable in survey.story.variables:
        name = variable.name.text
        if name in written and name not in survey.understood.read:
            message = f"the variable `{name}` is set and never read"
            yield Diagnostic("never-read-variable", message, variable.name.span, "read it, or take it away", "warning")
