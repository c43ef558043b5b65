"""Scenes that lead to each other for ever, with no choice, question or ending among them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.nonresting_cycles import restless_circles
from engine.story.analysis.story_analysis import StoryAnalysis


def check(survey: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every cycle of scenes without a rest, at the scene written first."""
    for circle in restless_circles(survey):
        first, *others = circle
        span = survey.parts[first].id.span
        way = ", then to ".join(f"`{name}`" for name in (*others, first))
        message = (
            f"`{first}` goes to {way} for ever, without a choice" if others else f"`{first}` goes to itself for ever"
        )
        also = tuple(survey.parts[name].id.span for name in others)
        yield Diagnostic("endless-chain", message, span, "offer a choice on the way, or lead out of it", also=also)
