"""An epigraph is name that the story does not have."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import name_hints
from engine.story.analysis.story_analysis import StoryAnalysis


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every epigraph of the opening, an act or a scene that is not written."""
    ids = {epigraph.id.text for epigraph in analysis.story.epigraphs}
    hint = name_hints(ids)
    for name in analysis.epigraphs:
        if name.text not in ids:
            message = f"no epigraph is called `{name.text}`"
            help_text = hint(name.text) or "write it under `epigraphs:`"
            yield Diagnostic("unknown-epigraph", message, name.span, help_text)
