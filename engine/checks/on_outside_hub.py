"""`go: on` is outside every hub."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._running_out import going_on
from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Yield every `go: on` with no hub of its scene around it."""
    for scene in survey.told.values():
        for leaving in going_on(scene.body):
            message = "`go: on` leaves a hub, and there is none around it"
            yield Diagnostic("on-outside-hub", message, leaving.span, "leave it out to go on with what follows")
