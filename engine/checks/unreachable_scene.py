"""A scene that nothing leads to.

No `go`, `call`, `use` or rule that can be come to from the start leads there. Where a whole part of a story
is cut off, only the scene it begins with is named. Lead to it, or take it away.

Fails::

    story: The house
    start: hall
    scenes:
      hall:
        choices:
          - Go out: garden
      cellar:
        choices:
          - Climb up: hall
      garden:
        ending: Outside

Passes::

    story: The house
    start: hall
    scenes:
      hall:
        choices:
          - Go out: garden
          - Go down: cellar
      cellar:
        choices:
          - Climb up: hall
      garden:
        ending: Outside
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every scene where an unreachable part begins; none while a name is wrong, since that may be the way."""
    if survey.has_wrong_name():
        return
    for name in survey.beginnings:
        message = f"nothing leads to `{name}`"
        helping = f"lead to it with `go: {name}`, or take the scene away"
        yield Diagnostic("unreachable-scene", message, survey.scenes[name].id.span, helping, "warning")
