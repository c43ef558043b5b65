"""`go: on` stands outside every hub.

`go: on` leaves the innermost hub it is written in for what follows that hub. Outside a hub an empty body, or
nothing at all, goes on. A hub around the `use` or `draw` that offers a choice does not count: the hub must be
in the same scene.

Fails::

    story: The gate
    start: gate
    scenes:
      gate:
        choices:
          - Wait: on
          - Walk: yard
        then: yard
      yard:
        ending: The yard

Passes::

    story: The gate
    start: gate
    scenes:
      gate:
        choices:
          - Wait:
          - Walk: yard
        then: yard
      yard:
        ending: The yard
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._running_out import going_on
from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every `go: on` that no hub of its scene is around."""
    for scene in survey.told.values():
        for leaving in going_on(scene.body):
            message = "`go: on` leaves a hub, and there is none around it"
            yield Diagnostic("on-outside-hub", message, leaving.span, "leave it out to go on with what follows")
