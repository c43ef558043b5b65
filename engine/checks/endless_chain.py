"""Scenes that lead to each other for ever, with no choice, question or ending among them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._restless import restless_circles
from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Yield every cycle of scenes without a rest, at the scene written first."""
    for circle in restless_circles(survey):
        first, *others = circle
        span = survey.told[first].id.span
        way = ", then to ".join(f"`{name}`" for name in (*others, first))
        message = (
            f"`{first}` goes to {way} for ever, without a choice" if others else f"`{first}` goes to itself for ever"
        )
        also = tuple(survey.told[name].id.span for name in others)
        yield Diagnostic("endless-chain", message, span, "offer a choice on the way, or lead out of it", also=also)
