"""`go: on` is outside every hub."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.fall_through import hub_exits_within
from engine.story.analysis.story_analysis import StoryAnalysis


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every `go: on` with no hub of its scene around it."""
    leaving_parts = {link.source for link in analysis.graph.links if link.kind == "on"}
    for scene in analysis.read_parts:
        if scene.id.text not in leaving_parts:
            continue
        for leaving in hub_exits_within(scene.body):
            message = "`go: on` leaves a hub, and there is none around it"
            yield Diagnostic("on-outside-hub", message, leaving.span, "leave it out to go on with what follows")
