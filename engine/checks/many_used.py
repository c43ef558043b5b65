"""A `use` brings in more than a hundred choices."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import MAX_USES, StoryAnalysis, used_choices
from engine.story.blocks import Use


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every `use` that brings in more entries than it may."""
    for part, offering in analysis.offerings:
        for entry in offering.entries:
            if isinstance(entry, Use) and len(used_choices(entry, part.id.text, analysis)) > MAX_USES:
                message = f"`use: {entry.scene.text}` brings in more than {MAX_USES} choices"
                help_text = "split that scene, or let a choice lead to it"
                yield Diagnostic("many-used", message, entry.scene.span, help_text)
