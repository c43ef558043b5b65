"""A scene is called again inside its own call."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield the first recursive call of every group of scenes that can all reach one another."""
    reported = set()
    for link in analysis.graph.links:
        if not analysis.is_recursive(link) or analysis.recursive_groups[link.source] in reported:
            continue
        reported.add(analysis.recursive_groups[link.source])
        message = f"this calls `{link.target.text}`, which can come to this call again before it is back"
        help_text = f"use `go: {link.target.text}`: inside a call it is no new call"
        yield Diagnostic("calls-itself", message, link.target.span, help_text)
