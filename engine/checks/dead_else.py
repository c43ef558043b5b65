"""The `else` of a list can never be taken."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.fall_through import always_offered
from engine.story.analysis.story_analysis import StoryAnalysis


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every `else` below a choice with neither `when` nor `once`."""
    for _, offering in analysis.offerings:
        permanent = always_offered(offering)
        if permanent is not None and offering.otherwise is not None:
            message = f"this `else` is never taken: the choice `{permanent.id.text}` is always on offer"
            help_text = "give that choice `when:` or `once: true`, or take the `else` away"
            span = offering.otherwise.span
            yield Diagnostic("dead-else", message, span, help_text, "warning", also=(permanent.span,))
