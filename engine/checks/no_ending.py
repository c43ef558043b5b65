"""The story has no ending."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield one warning for a story of which no scene is an ending."""
    if all(scene.ending is None for scene in analysis.story.scenes):
        help_text = "give the last scene `ending:` and a title"
        yield Diagnostic("no-ending", "this story has no ending", analysis.story.start.span, help_text, "warning")
