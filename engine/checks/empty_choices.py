"""A list has an `else` and nothing before it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every list that has no entry but its `else`."""
    for _, offering in analysis.offerings:
        if not offering.entries:
            message = "this list offers nothing before its `else`"
            help_text = "write a choice above it, or go there without a list"
            yield Diagnostic("empty-choices", message, offering.span, help_text, "warning")
