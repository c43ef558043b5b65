"""A scene that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every scene where an unreachable part begins; none while a name is wrong, since that may lead there."""
    if analysis.has_wrong_name():
        return
    for name in analysis.unreachable_roots:
        message = f"nothing leads to `{name}`"
        help_text = f"lead to it with `go: {name}`, or take the scene away"
        yield Diagnostic("unreachable-scene", message, analysis.scenes[name].id.span, help_text, "warning")
