"""An epigraph is written and never shown."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every epigraph that nothing names; none while a name is wrong, since that may mean it."""
    ids = {epigraph.id.text for epigraph in analysis.story.epigraphs}
    references = {reference.text for reference in analysis.epigraphs}
    if not references <= ids:
        return
    for epigraph in analysis.story.epigraphs:
        if epigraph.id.text not in references:
            message = f"the epigraph `{epigraph.id.text}` is never shown"
            help_text = f"give a scene or an act `epigraph: {epigraph.id.text}`"
            yield Diagnostic("unused-epigraph", message, epigraph.id.span, help_text, "warning")
