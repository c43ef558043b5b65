"""A list offers more than two hundred choices."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis

MOST_OFFERED = 200


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield, for every list that is too long, the first entry past the limit."""
    for _, offering in analysis.offerings:
        if len(offering.entries) > MOST_OFFERED:
            message = f"this list offers more than {MOST_OFFERED} choices"
            help_text = "let a choice lead to a scene that offers the rest"
            yield Diagnostic("many-choices", message, offering.entries[MOST_OFFERED].span, help_text)
