"""`go: back` is in a scene that is also entered without a call."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.entry_modes import EntryMode
from engine.story.analysis.story_analysis import StoryAnalysis


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every `go: back` of a scene that can be entered at the top level."""
    for link in analysis.graph.links:
        if link.kind == "back" and EntryMode.TOP in analysis.entry_modes[link.source]:
            message = f"`go: back` returns from a call, and `{link.source}` is also come to without one"
            if EntryMode.CALLED not in analysis.entry_modes[link.source]:
                message = f"`go: back` returns from a call, and nothing calls `{link.source}`"
            help_text = f"come to it with `call: {link.source}`, or name a scene to go to"
            yield Diagnostic("back-outside-call", message, link.target.span, help_text)
