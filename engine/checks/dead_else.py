"""The `else` of a list can never be taken.

`else` is taken when nothing above it is on offer, and one of the choices above always is: it has no `when`,
and without `once` a choice stays. Guard that choice, or take the `else` away.

Fails::

    story: The cell
    start: cell
    scenes:
      cell:
        choices:
          - Wait: cell
          - else: morning
      morning:
        ending: Morning

Passes::

    story: The cell
    start: cell
    scenes:
      cell:
        choices:
          - Wait: {once: true, go: cell}
          - else: morning
      morning:
        ending: Morning
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._running_out import always_offered
from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every `else` below a choice with neither `when` nor `once`."""
    for _, offering in survey.offerings:
        lasting = always_offered(offering)
        if lasting is not None and offering.otherwise is not None:
            message = f"this `else` is never taken: the choice `{lasting.id.text}` is always on offer"
            helping = "give that choice `when:` or `once: true`, or take the `else` away"
            span = offering.otherwise.span
            yield Diagnostic("dead-else", message, span, helping, "warning", also=(lasting.span,))
