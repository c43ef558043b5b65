"""The `then` of a list can never be run."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every `then` of a list that never falls through."""
    for dead in analysis.unreachable_moves:
        if dead.is_then:
            message = "this `then` is never run: every choice above it leaves"
            help_text = "let a choice end without `go`, or take the `then` away"
            yield Diagnostic("dead-then", message, dead.move.span, help_text, "warning")
