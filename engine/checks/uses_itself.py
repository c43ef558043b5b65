"""A scene brings in its own choices."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.scc import component_numbers
from engine.story.analysis.story_analysis import StoryAnalysis, unconditional_uses


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield the first `use` of every group of scenes that bring each other in."""
    uses_by_scene = {scene.id.text: unconditional_uses(scene.body) for scene in analysis.resolved.read_story.scenes}
    groups = component_numbers({name: [use.scene.text for use in uses] for name, uses in uses_by_scene.items()})
    reported = set()
    for name, uses in uses_by_scene.items():
        for use in uses:
            if groups[name] == groups.get(use.scene.text) and groups[name] not in reported:
                reported.add(groups[name])
                message = f"the choices of `{use.scene.text}` take in the choices of `{name}`, which use it"
                if use.scene.text == name:
                    message = f"the choices of `{name}` take in themselves"
                yield Diagnostic("uses-itself", message, use.scene.span, "take this `use` out")
